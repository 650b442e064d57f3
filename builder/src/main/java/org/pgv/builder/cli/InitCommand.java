package org.pgv.builder.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgv.builder.verb.Starting;
import org.pgv.manifests.value.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "init",
    description = "Write a commented manifest to change, with the shipped one as its content.",
    footer = {
      "",
      "Example:",
      "  pgv-bundle init debian13",
      "  pgv-bundle lock debian13 --manifest debian13.yaml"
    })
final class InitCommand implements Callable<Integer> {
  private final Starting starting;
  private final Output output;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(
      paramLabel = "TARGET",
      arity = "0..1",
      defaultValue = "debian13",
      description = "Operating system to build for. Default: debian13.")
  private Target target = Target.parse("debian13");

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description = "File to write. Default: TARGET.yaml in the current folder.")
  private @Nullable Path file;

  InitCommand(Starting starting, Output output) {
    this.starting = starting;
    this.output = output;
  }

  @Override
  public Integer call() {
    output.begin(common);
    return output.manifest(starting.init(target, Optional.ofNullable(file)));
  }
}
