package org.pgv.installer.component.postgres;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.pgv.installer.component.pgbackrest.ServerShell;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.component.pgbackrest.Target;
import org.pgv.installer.host.Shell;
import org.pgv.installer.resource.Script;
import org.pgv.installer.secret.Inheritance;

/**
 * Data for the first member from the repository, where initdb would make it otherwise. Patroni then
 * finds a server that was shut down, and makes a cluster of it.
 */
record InheritedData(Stanza stanza, Inheritance inheritance) {
  private static final Duration LONG = Duration.ofDays(2);

  /**
   * May be run again at any point: pgBackRest writes the control file last, and recovery ends with
   * the removal of its signal. Once etcd knows the cluster it does nothing, so that a first member
   * that is replaced copies the others.
   */
  Script script() {
    String text =
        ServerShell.functions(stanza)
            + """
            known=$(patronictl --config-file %1$s show-config %2$s) || exit 1
            [ -z "$known" ] || { echo 'the cluster is there already'; exit 0; }
            empty() { find "$dir" -mindepth 1 -delete; exit 1; }
            if [ ! -e "$dir/global/pg_control" ]; then
              find "$dir" -mindepth 1 -delete
              as_user %3$s --stanza=%2$s %4$s restore || empty
            fi
            # Patroni would take what members shared from here, and not from its configuration.
            rm -f "$dir/patroni.dynamic.json"
            log=$(mktemp /run/pgv/restore.XXXXXX) && chown %5$s "$log" || exit 1
            trap 'rm -f "$log"' EXIT
            """
                .formatted(
                    stanza.topology().platform().patroni().configuration(),
                    stanza.name(),
                    Stanza.PROGRAM,
                    Shell.line(Target.parse(inheritance.point()).options()),
                    stanza.user())
            + "(\n"
            + ServerShell.recover(options())
            + ") || empty\n"
            + """
            grep -E 'recovery stopping|last completed transaction|redo done' "$log"
            """
            + withoutPasswords()
            + """
            as_user "$bin/pg_ctl" -D "$dir" -s -m fast -w -t 3600 stop
            """;
    return new Script(
            "postgres-inherit-" + stanza.name(),
            "bring the data of " + stanza.name() + " back, unless they are there",
            text)
        .within(LONG);
  }

  /** Its own configuration is that of another host: paths, sizes and partners may not be here. */
  private String options() {
    String dir = stanza.dataDirectory();
    return List.of(
            "listen_addresses=",
            "unix_socket_directories=" + stanza.layout().sockets(),
            "hba_file=" + dir + "/pg_hba.conf",
            "ident_file=" + dir + "/pg_ident.conf",
            "ssl=off",
            "logging_collector=off",
            "log_statement=none",
            "shared_buffers=256MB",
            "huge_pages=off",
            "hot_standby=off",
            "synchronous_standby_names=")
        .stream()
        .map(option -> "-c " + option)
        .collect(Collectors.joining(" "));
  }

  /** A role without a password gets the one of the new site, as one that is made does. */
  private String withoutPasswords() {
    if (inheritance.logins().isEmpty()) {
      return "";
    }
    String names =
        inheritance.logins().stream()
            .map(name -> "'" + name + "'")
            .collect(Collectors.joining(", "));
    return """
    forget=$(query "SELECT format('ALTER ROLE %%I PASSWORD NULL;', rolname)
      FROM pg_roles WHERE rolname IN (%s)") || exit 1
    [ -z "$forget" ] || query "$forget" || exit 1
    """
        .formatted(names);
  }
}
