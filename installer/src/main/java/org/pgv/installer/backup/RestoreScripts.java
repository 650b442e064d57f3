package org.pgv.installer.backup;

import org.pgv.installer.component.pgbackrest.ServerShell;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.host.Shell;
import org.pgv.installer.resource.Script;

/** What hosts do while a cluster is brought back. */
final class RestoreScripts {
  private final Stanza stanza;

  RestoreScripts(Stanza stanza) {
    this.stanza = stanza;
  }

  /**
   * On every member; the one that leads does it, so that even this moment can be restored later.
   */
  Script secure() {
    String serving = Integer.toString(ServerShell.servingPort(stanza));
    return new Script(
        "secure",
        "archive the last WAL",
        ServerShell.leaderOnly(stanza) + ServerShell.archiving() + "archive_all " + serving + "\n");
  }

  /** A script that ends well on a replica only. */
  static String isReplica(Stanza stanza) {
    return ServerShell.functions(stanza) + "[ \"$(query 'SELECT pg_is_in_recovery()')\" = t ]\n";
  }

  Script stop() {
    return new Script(
        "stop", "stop Patroni and PostgreSQL", "exec systemctl stop %s\n".formatted(patroni()));
  }

  Script start() {
    return new Script("start", "start Patroni", "exec systemctl start %s\n".formatted(patroni()));
  }

  Script startEmpty() {
    return new Script(
        "start-empty",
        "remove the old data and start Patroni",
        """
        set -eu
        systemctl stop %1$s
        find %2$s -mindepth 1 -delete
        exec systemctl start %1$s
        """
            .formatted(patroni(), stanza.dataDirectory()));
  }

  Script restore(Route route) {
    return new Script(
        "restore",
        "restore to " + route.words(),
        ServerShell.functions(stanza)
            + """
            systemctl stop %s
            as_user %s --stanza=%s --delta %s restore || exit 1
            log=$(mktemp /run/pgv/restore.XXXXXX) && chown %s "$log" || exit 1
            """
                .formatted(
                    patroni(),
                    Stanza.PROGRAM,
                    stanza.name(),
                    Shell.line(route.options()),
                    stanza.user())
            + ServerShell.recover(
                "-c listen_addresses= -c log_statement=none -c synchronous_standby_names=")
            + """
            grep -E 'recovery stopping|last completed transaction|redo done' "$log"
            as_user "$bin/pg_ctl" -D "$dir" -s -m fast -w -t 3600 stop || exit 1
            rm -f "$log"
            """);
  }

  /** Waits for its end. */
  Script backup(String type) {
    return new Script(
        "backup",
        "take a backup (" + type + ")",
        """
        systemctl reset-failed %1$s 2>/dev/null
        systemctl start %1$s && exit 0
        journalctl --no-pager --output=cat --lines=12 --unit=%1$s
        systemctl stop %1$s
        exit 1
        """
            .formatted(stanza.unit(type)));
  }

  private String patroni() {
    return stanza.topology().platform().patroni().unit();
  }
}
