package org.pgv.installer.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pgv-install backup}: takes, lists and checks backups. */
@Command(
    name = "backup",
    description = {
      "Take a backup of a cluster now, list what there is, or read all of it through.",
      "Backups are taken on a schedule anyway, and WAL is archived as it is written."
    },
    footer = {
      "%nExample:",
      "  pgv-install backup list site.yaml",
      "  pgv-install backup full site.yaml --cluster main"
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class BackupCommand {
  private final BackupVerbs verbs;

  BackupCommand(BackupVerbs verbs) {
    this.verbs = verbs;
  }

  /** Says which cluster is meant. */
  static final class ClusterOptions {
    @Mixin SiteOptions site = new SiteOptions();

    @Option(
        names = "--cluster",
        paramLabel = "NAME",
        description = "The cluster; needed where the site has several.")
    @Nullable String cluster;

    @Option(names = "--json", description = "One JSON document.")
    boolean json;

    BackupVerbs.Which which() {
      return new BackupVerbs.Which(site, Optional.ofNullable(cluster), json);
    }
  }

  @Command(
      description = "Copy everything, and wait until it is done.",
      footer = "%nExample:%n  pgv-install backup full site.yaml",
      mixinStandardHelpOptions = true)
  int full(@Mixin ClusterOptions cluster) {
    return verbs.take(cluster.which(), "full").number();
  }

  @Command(
      description = "Copy what has changed since the last full backup, and wait until it is done.",
      footer = "%nExample:%n  pgv-install backup diff site.yaml",
      mixinStandardHelpOptions = true)
  int diff(@Mixin ClusterOptions cluster) {
    return verbs.take(cluster.which(), "diff").number();
  }

  @Command(
      description = "Copy what has changed since the last backup, and wait until it is done.",
      footer = "%nExample:%n  pgv-install backup incr site.yaml",
      mixinStandardHelpOptions = true)
  int incr(@Mixin ClusterOptions cluster) {
    return verbs.take(cluster.which(), "incr").number();
  }

  @Command(
      description = "List the backups, the oldest first.",
      footer = "%nExample:%n  pgv-install backup list site.yaml --json",
      mixinStandardHelpOptions = true)
  int list(@Mixin ClusterOptions cluster) {
    return verbs.list(cluster.which()).number();
  }

  @Command(
      description = {
        "Read every file of the backups and every segment of WAL, and compare checksums.",
        "Exits with 1 where anything is damaged or missing."
      },
      footer = "%nExample:%n  pgv-install backup verify site.yaml",
      mixinStandardHelpOptions = true)
  int verify(@Mixin ClusterOptions cluster) {
    return verbs.verify(cluster.which()).number();
  }
}
