package org.pgv.builder.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgv.builder.verb.Locking;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "lock",
    description = "Choose every package of a bundle and write them down, with what proves them.",
    footer = {
      "",
      "Examples:",
      "  pgv-bundle lock debian13",
      "  pgv-bundle lock el9 --export rpms.lock.yaml",
      "  pgv-bundle lock el9 --manifest mine.yaml --input rpms.in.yaml"
    })
final class LockCommand implements Callable<Integer> {
  private final Locking locking;
  private final Output output;

  @Mixin private final SourceOptions source = new SourceOptions();

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = {
        "Ask for the packages and module streams of this rpms.in.yaml of Konflux, too.",
        "The repositories it names must be in the manifest, with the keys that count."
      })
  private @Nullable Path input;

  @Option(
      names = "--import",
      paramLabel = "FILE",
      description = {
        "Take every package that this rpms.lock.yaml of Konflux lists, in just that build.",
        "What they need besides, and what the manifest asks for, comes from the repositories."
      })
  private @Nullable Path imported;

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description = "Write the lock as rpms.lock.yaml of Konflux, too.")
  private @Nullable Path exported;

  @Mixin private final CommonOptions common = new CommonOptions();

  LockCommand(Locking locking, Output output) {
    this.locking = locking;
    this.output = output;
  }

  @Override
  public Integer call() throws InterruptedException {
    output.begin(common);
    Locking.Exchange exchange =
        new Locking.Exchange(
            Optional.ofNullable(input),
            Optional.ofNullable(imported),
            Optional.ofNullable(exported));
    return output.locked(locking.lock(source.request(), exchange));
  }
}
