package org.pgv.installer.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pgv-install restore}: brings a cluster back to a point in time. */
@Command(
    name = "restore",
    description = {
      "Bring a cluster back to what it was at a point in time, in its place.",
      "It stops for that long. What was written later is lost; replicas are made anew, archiving",
      "goes on, and a full backup is taken. Shows the plan first and asks for the cluster's name.",
      "Where it fails on the way, and there is another member, the cluster is put back to what it",
      "was before."
    },
    footer = {
      "%nExample:",
      "  pgv-install restore site.yaml --to 2026-11-21T08:15:00Z --confirm main"
    },
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
  private final BackupVerbs verbs;

  @Mixin private BackupCommand.ClusterOptions cluster = new BackupCommand.ClusterOptions();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "POINT",
      description = {
        "latest, or a time with its zone (2026-11-21T08:15:00Z), or one of",
        "backup=LABEL, lsn=LSN, xid=XID, name=NAME."
      })
  private String to = "";

  @Option(
      names = "--confirm",
      paramLabel = "NAME",
      description = "The cluster's name, instead of asking for it.")
  private @Nullable String confirm;

  RestoreCommand(BackupVerbs verbs) {
    this.verbs = verbs;
  }

  @Override
  public Integer call() {
    return verbs.restore(cluster.which(), Targets.parse(to), Optional.ofNullable(confirm)).number();
  }
}
