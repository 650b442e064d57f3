package org.pgv.builder.cli;

import org.pgv.manifests.console.Console;
import picocli.CommandLine.Option;

/** How a command talks; every command has these. */
final class CommonOptions {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(names = "--json", description = "Print the result as one JSON document.")
  boolean json;

  @Option(
      names = "--progress",
      paramLabel = "HOW",
      defaultValue = "auto",
      description = "Show progress as: ${COMPLETION-CANDIDATES}. Default: auto.")
  Console.Progress progress = Console.Progress.AUTO;
}
