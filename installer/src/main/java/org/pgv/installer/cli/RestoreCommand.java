package org.pgv.installer.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgv.installer.backup.Restore;
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
      "was before. Where all hosts are lost, 'pgv-install apply --from-escrow' brings it back on new",
      "ones, and 'pgv-install clone' makes another site of it."
    },
    footer = {
      "%nExample:",
      "  pgv-install restore site.yaml --to 2026-11-21T08:15:00Z --confirm main",
      "  pgv-install restore site.yaml --to latest --aside 5499 --on pg3",
      "  pgv-install restore site.yaml --to latest --timeline 3 --aside 5499"
    },
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
  private final BackupVerbs verbs;

  @Mixin private BackupCommand.ClusterOptions cluster = new BackupCommand.ClusterOptions();

  @Option(
      names = "--to",
      paramLabel = "POINT",
      description = {
        "Needed for a restore: latest, or a time with its zone (2026-11-21T08:15:00Z), or one of",
        "backup=LABEL, lsn=LSN, xid=XID, name=NAME."
      })
  private String to = "";

  @Option(
      names = "--timeline",
      paramLabel = "NUMBER",
      description = {
        "The branch of the cluster's history to follow (default: the newest). Restores and",
        "failovers begin new ones: what was written before a restore, and after the point it",
        "went back to, is on the one that it left. 'backup list' shows those of backups."
      })
  private @Nullable Integer timeline;

  @Option(
      names = "--confirm",
      paramLabel = "NAME",
      description = "The cluster's name, instead of asking for it.")
  private @Nullable String confirm;

  @Option(
      names = "--lose-unarchived",
      description = {
        "Go on where what the primary wrote last cannot be archived, or is behind a gap in the",
        "archive: it is lost."
      })
  private boolean loseUnarchived;

  @Option(
      names = "--aside",
      paramLabel = "PORT",
      description = {
        "Restore beside the service, which does not notice: on a member, on this port.",
        "It has the roles and passwords of that time, and nothing of it is archived."
      })
  private @Nullable Integer aside;

  @Option(
      names = "--drop-aside",
      paramLabel = "PORT",
      description = "Take away what was restored beside the service on this port.")
  private @Nullable Integer dropAside;

  @Option(
      names = "--on",
      paramLabel = "HOST",
      description = "The member to restore aside on (default: the last one).")
  private @Nullable String on;

  RestoreCommand(BackupVerbs verbs) {
    this.verbs = verbs;
  }

  @Override
  public Integer call() {
    if (dropAside != null) {
      return verbs.dropAside(cluster.which(), place(dropAside)).number();
    }
    Restore.Wish wish =
        new Restore.Wish(Targets.parse(to), Optional.ofNullable(timeline), loseUnarchived);
    return (aside == null
            ? verbs.restore(cluster.which(), wish, Optional.ofNullable(confirm))
            : verbs.aside(cluster.which(), wish, place(aside)))
        .number();
  }

  private BackupVerbs.Place place(int port) {
    return new BackupVerbs.Place(port, Optional.ofNullable(on));
  }
}
