package org.pgv.installer.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgv.installer.session.Removal;
import org.pgv.manifests.value.HostName;
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
    footer = {
      "%nExample:",
      "  pgv-install uninstall site.yaml --confirm demo",
      "  pgv-install uninstall site.yaml --host pg3 --purge-data"
    },
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
      names = "--host",
      paramLabel = "NAME",
      description = {
        "Take away what is on this host alone, so that it can be left out of the site file,",
        "or come back as a new host."
      })
  private @Nullable String host;

  @Option(
      names = "--confirm",
      paramLabel = "NAME",
      description = "The name of the site, or of the one host, instead of asking for it.")
  private @Nullable String confirm;

  UninstallCommand(SiteVerbs verbs) {
    this.verbs = verbs;
  }

  @Override
  public Integer call() {
    Removal removal =
        new Removal(
            Optional.ofNullable(host).map(text -> Given.parse("--host", text, HostName::new)),
            purgeData);
    return verbs.uninstall(site, removal, foreign, Optional.ofNullable(confirm)).number();
  }
}
