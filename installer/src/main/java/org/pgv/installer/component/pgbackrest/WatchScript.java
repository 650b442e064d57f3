package org.pgv.installer.component.pgbackrest;

import org.pgv.installer.template.Template;

/** The program on a host that answers for backups which looks after a cluster's repository. */
public final class WatchScript {
  private static final Template SCRIPT = new Template(WatchScript.class, "repository-watch.ftl");

  private WatchScript() {}

  /**
   * What it is laid out from.
   *
   * @param led whether several hosts could look, and the one that leads does
   * @param folder the cluster's archive, where that is a folder of this host; otherwise empty
   * @param account whom that belongs to
   */
  public record Values(
      String cluster,
      String backrest,
      String metrics,
      String verifyMetrics,
      boolean led,
      String leads,
      String backupUnit,
      String folder,
      String account) {}

  /** Where it is on every keeper. */
  static String path(Stanza stanza) {
    return BackupHost.PROGRAMS + "/repository-" + stanza.name();
  }

  /** Where it leaves what it found. */
  public static String metrics(Stanza stanza) {
    return MetricsFile.of("repository", stanza);
  }

  /** A line for a root shell that takes away all it found. */
  static String forget(Stanza stanza) {
    return "rm -f %s %s\n".formatted(metrics(stanza), verifyMetrics(stanza));
  }

  private static String verifyMetrics(Stanza stanza) {
    return MetricsFile.of("verify", stanza);
  }

  /** Its text; it is told what to do by its first argument. */
  public static String text(Stanza stanza) {
    return SCRIPT.render(
        new Values(
            stanza.name(),
            stanza.command("").strip(),
            metrics(stanza),
            verifyMetrics(stanza),
            stanza.keepers().size() > 1,
            leads(stanza),
            "pgv-backup-" + stanza.name(),
            stanza.folder().map(folder -> folder + "/archive/" + stanza.name()).orElse(""),
            stanza.user()));
  }

  /** Asks the server of this host whether it follows another: {@code f} where it leads. */
  private static String leads(Stanza stanza) {
    return "runuser --user %s -- %s/psql --no-psqlrc -Atq --host %s --port %d --dbname postgres --command 'SELECT pg_is_in_recovery()' </dev/null"
        .formatted(
            stanza.user(),
            stanza.layout().binaries(),
            stanza.layout().sockets(),
            ServerShell.servingPort(stanza));
  }
}
