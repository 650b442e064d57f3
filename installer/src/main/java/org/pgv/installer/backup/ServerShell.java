package org.pgv.installer.backup;

import org.pgv.installer.component.pgbackrest.Stanza;

/** What scripts begin with that work at a PostgreSQL server of a cluster. */
final class ServerShell {
  private ServerShell() {}

  /**
   * Sets {@code $bin} and {@code $dir}, and lets a script say {@code as_user COMMAND…} and {@code
   * query SQL}.
   *
   * @param folder the server's data
   * @param port the server's own
   */
  static String functions(Stanza stanza, String folder, int port) {
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
  static String functions(Stanza stanza) {
    int port = stanza.topology().site().settings().ports().postgres();
    return functions(stanza, stanza.dataDirectory(), port);
  }
}
