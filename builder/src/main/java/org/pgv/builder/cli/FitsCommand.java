package org.pgv.builder.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.pgv.builder.verb.Fitting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "fits",
    description = {
      "Say whether the lock fits hosts with these packages, and what it would raise there.",
      "A list is what a host, or an image of a minor release, prints for:",
      "  rpm -qa --qf '%%{NAME}|%%{EPOCH}|%%{VERSION}|%%{RELEASE}|%%{ARCH}\\n'",
      "Exits with 7 where one does not fit. The host's own dnf has the last word, in 'check'."
    },
    footer = {"", "Example:", "  pgv-bundle fits el9 --baseline rocky-9.4.txt"})
final class FitsCommand implements Callable<Integer> {
  private final Fitting fitting;
  private final Output output;

  @Mixin private final SourceOptions source = new SourceOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      required = true,
      description = "List of installed packages. Can be repeated.")
  private List<Path> lists = List.of();

  FitsCommand(Fitting fitting, Output output) {
    this.fitting = fitting;
    this.output = output;
  }

  @Override
  public Integer call() throws InterruptedException {
    output.begin(common);
    return output.fitted(fitting.fit(source.request(), lists));
  }
}
