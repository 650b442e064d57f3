package org.pgv.installer.cli;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The site file, where a command line may name it. */
final class SiteFile {
  @Parameters(
      arity = "0..1",
      paramLabel = "SITE",
      defaultValue = "site.yaml",
      description = "The site file (default: ${DEFAULT-VALUE}).")
  private Path path = Path.of("site.yaml");

  Path path() {
    return path;
  }
}
