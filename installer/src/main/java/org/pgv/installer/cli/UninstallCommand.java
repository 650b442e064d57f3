package org.pgv.installer.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pgv-install uninstall}: takes everything of ours away. */
@Command(
    name = "uninstall",
    description = {
      "Stop our services, remove our files and put back what was there before.",
      "Data and packages stay. Shows the plan first and asks for the site's name."
    },
    footer = {"%nExample:", "  pgv-install uninstall site.yaml --confirm demo"},
    mixinStandardHelpOptions = true)
final class UninstallCommand implements Callable<Integer> {
  private final SiteVerbs verbs;

  @Mixin private SiteOptions site = new SiteOptions();

  @Option(names = "--purge-data", description = "Delete the databases as well.")
  private boolean purgeData;

  @Option(
      names = "--foreign",
      description = {
        "Even from hosts whose site's secrets this machine does not keep:",
        "their backups can be read by nobody who lacks the escrow."
      })
  private boolean foreign;

  @Option(
      names = "--confirm",
      paramLabel = "NAME",
      description = "The site's name, instead of asking for it.")
  private @Nullable String confirm;

  UninstallCommand(SiteVerbs verbs) {
    this.verbs = verbs;
  }

  @Override
  public Integer call() {
    return verbs
        .uninstall(
            site, new SiteVerbs.Removal(purgeData, foreign), java.util.Optional.ofNullable(confirm))
        .number();
  }
}
