package org.pgv.builder.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgv.builder.lock.Locks;
import org.pgv.builder.verb.Explaining;
import org.pgv.manifests.value.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "why",
    description = "Say why a package or another file is in the bundle.",
    footer = {"", "Example:", "  pgv-bundle why libpq5"})
final class WhyCommand implements Callable<Integer> {
  private final Explaining explaining;
  private final Output output;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "NAME", description = "Name of the package, or of a file that is none.")
  private String name = "";

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      defaultValue = "debian13",
      description = "Whose lock to look into. Default: debian13.")
  private Target target = Target.parse("debian13");

  @Option(names = "--lock", paramLabel = "FILE", description = "Lock file to look into.")
  private @Nullable Path lock;

  WhyCommand(Explaining explaining, Output output) {
    this.explaining = explaining;
    this.output = output;
  }

  @Override
  public Integer call() {
    output.begin(common);
    Path file = Optional.ofNullable(lock).orElse(Locks.usualPlace(target));
    return output.why(explaining.why(name, file));
  }
}
