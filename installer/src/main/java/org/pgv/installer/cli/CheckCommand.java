package org.pgv.installer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pgv-install check}: what does not fit. */
@Command(
    name = "check",
    description = {
      "Look whether the hosts fit the site file and the bundle; changes nothing.",
      "Exits with 7 where an error is left that nobody has waived."
    },
    footer = {"%nExample:", "  pgv-install check site.yaml --waive foreign-postgres"},
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  private final SiteLooks looks;

  @Mixin private SiteOptions site = new SiteOptions();

  @Option(names = "--json", description = "One JSON document.")
  private boolean json;

  CheckCommand(SiteLooks looks) {
    this.looks = looks;
  }

  @Override
  public Integer call() {
    return looks.check(site, json).number();
  }
}
