package org.pgv.installer.component.pgbackrest;

import org.pgv.installer.host.Shell;

/** What scripts begin with that work at a PostgreSQL server of a cluster. */
public final class ServerShell {
  private ServerShell() {}

  /**
   * Sets {@code $bin} and {@code $dir}, and lets a script say {@code as_user COMMAND…} and {@code
   * query SQL}.
   *
   * @param folder the server's data
   * @param port the server's own
   */
  public static String functions(Stanza stanza, String folder, int port) {
    return """
    bin=%s dir=%s
    as_user() { runuser --user %s -- "$@"; }
    query() {
      as_user "$bin/psql" --no-psqlrc -Atq --host %s --port %d --dbname postgres --command "$1" </dev/null
    }
    """
        .formatted(
            stanza.layout().binaries(), folder, stanza.user(), stanza.layout().sockets(), port);
  }

  /** The same for the server that serves clients. */
  public static String functions(Stanza stanza) {
    int port = stanza.topology().site().settings().ports().postgres();
    return functions(stanza, stanza.dataDirectory(), port);
  }

  /**
   * Starts PostgreSQL by hand and waits until it has recovered; a target that is not reached makes
   * it stop by itself. Its log is in {@code $log}.
   *
   * @param options what the server is told on its command line, such as to listen to nobody
   */
  public static String recover(String options) {
    return """
    story() { grep -E 'FATAL|ERROR|HINT|recovery' "$log" | tail -n 8; }
    as_user "$bin/pg_ctl" -D "$dir" -s -w -t 86400 -l "$log" -o %s start || { story; exit 1; }
    until [ "$(query 'SELECT pg_is_in_recovery()' 2>/dev/null)" = f ]; do
      as_user "$bin/pg_ctl" -D "$dir" status >/dev/null || { story; exit 1; }
      sleep 0.3
    done
    """
        .formatted(Shell.quote(options));
  }
}
