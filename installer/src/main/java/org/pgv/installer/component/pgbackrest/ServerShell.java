package org.pgv.installer.component.pgbackrest;

import org.pgv.installer.host.Shell;

/** What scripts begin with that work at a PostgreSQL server of a cluster. */
public final class ServerShell {
  private ServerShell() {}

  /**
   * Sets {@code $bin} and {@code $dir}, and lets a script say {@code as_user COMMAND…} and {@code
   * query SQL}; {@code sql PORT SQL} asks another server of the same host.
   *
   * @param folder the server's data
   * @param port the server's own
   */
  public static String functions(Stanza stanza, String folder, int port) {
    return """
    bin=%s dir=%s
    as_user() { runuser --user %s -- "$@"; }
    sql() {
      as_user "$bin/psql" --no-psqlrc -Atq --host %s --port "$1" --dbname postgres --command "$2" </dev/null
    }
    query() { sql %d "$1"; }
    """
        .formatted(
            stanza.layout().binaries(), folder, stanza.user(), stanza.layout().sockets(), port);
  }

  /** The same for the server that serves clients. */
  public static String functions(Stanza stanza) {
    return functions(stanza, stanza.dataDirectory(), servingPort(stanza));
  }

  /** Where the server that serves clients listens. */
  public static int servingPort(Stanza stanza) {
    return stanza.topology().site().settings().ports().postgres();
  }

  /**
   * Lets a script say {@code archive_all PORT}: that server archives all that was written, which
   * takes a minute at most.
   */
  public static String archiving() {
    return """
    archive_all() {
      # A commit, so that recovery has something to stop at for any time until now.
      sql "$1" "SELECT pg_logical_emit_message(true, 'pgv', 'restore')" >/dev/null || return 1
      segment=$(sql "$1" 'SELECT pg_walfile_name(pg_switch_wal())') || return 1
      tries=0
      while [ $tries -lt 120 ]; do
        [ "$(sql "$1" "SELECT last_archived_wal >= '$segment' FROM pg_stat_archiver")" != t ] || return 0
        sleep 0.5
        tries=$((tries + 1))
      done
      echo "WAL up to $segment did not reach the repository within a minute"
      return 1
    }
    """;
  }

  /** The beginning of a script that goes on only where the member leads. */
  public static String leaderOnly(Stanza stanza) {
    return functions(stanza)
        + """
        leads=$(query 'SELECT NOT pg_is_in_recovery()' 2>/dev/null) || exit 0
        [ "$leads" = t ] || exit 0
        """;
  }

  /**
   * Lets a script say {@code recovery_needs}: options for a server that recovers, whatever limits
   * its files have. A server that takes questions meanwhile must have as much of them as the one
   * that wrote had at any time, or recovery pauses until somebody comes (PostgreSQL documentation,
   * "Hot Standby: Administrator's Overview"); what was raised after the backup stands in the WAL
   * alone. So it takes none. Room for prepared transactions is needed all the same, and no more of
   * it than the control data say: standbys would have to follow.
   */
  public static String recoveryNeeds() {
    return """
    recovery_needs() {
      had=$("$bin/pg_controldata" -D "$dir" | sed -n 's/^max_prepared_xacts setting: *//p')
      has=$(as_user "$bin/postgres" -D "$dir" -C max_prepared_transactions 2>/dev/null)
      printf '%s' "-c hot_standby=off -c huge_pages=off"
      [ "${had:-0}" -le "${has:-0}" ] || printf ' %s' "-c max_prepared_transactions=$had"
    }
    """;
  }

  /**
   * Starts PostgreSQL by hand and waits until it has recovered; a target that is not reached, and
   * whatever else ends recovery, makes it stop by itself. Its log is in {@code $log}.
   *
   * @param options what the server is told on its command line, such as to listen to nobody
   */
  public static String recover(String options) {
    return recoveryNeeds()
        + """
    story() { grep -E 'FATAL|PANIC|ERROR|HINT|recovery' "$log" | tail -n 8; }
    as_user "$bin/pg_ctl" -D "$dir" -s -w -t 86400 -l "$log" \\
      -o "$(recovery_needs) -c logging_collector=off "%s start || { story; exit 1; }
    until [ "$(query 'SELECT pg_is_in_recovery()' 2>/dev/null)" = f ]; do
      as_user "$bin/pg_ctl" -D "$dir" status >/dev/null || { story; exit 1; }
      sleep 0.3
    done
    """
            .formatted(Shell.quote(options));
  }
}
