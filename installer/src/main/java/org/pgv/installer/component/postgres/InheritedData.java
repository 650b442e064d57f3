package org.pgv.installer.component.postgres;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pgv.installer.component.pgbackrest.Loan;
import org.pgv.installer.component.pgbackrest.ServerShell;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.component.pgbackrest.Target;
import org.pgv.installer.host.Shell;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.Correction;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Script;
import org.pgv.installer.secret.Inheritance;
import org.pgv.manifests.site.SiteHost;

/**
 * Data for the first member from the repository, where initdb would make it otherwise. Patroni then
 * finds a server that was shut down, and makes a cluster of it.
 */
record InheritedData(Stanza stanza, SiteHost member, Inheritance inheritance) {
  private static final Duration LONG = Duration.ofDays(2);

  /** What pgBackRest wrote for recovery alone would win over what Patroni says. */
  private static final String FORGOTTEN =
      """
      [ $? = 0 ] || exit 1
      as_user sed -i '/^restore_command\\|^recovery_target/d' "$dir/postgresql.auto.conf"
      """;

  /**
   * May be run again at any point: pgBackRest writes the control file last, and recovery ends with
   * the removal of its signal. Once etcd knows the cluster it does nothing, so that a first member
   * that is replaced copies the others. What is read by a loan is no longer wanted once the cluster
   * is there, so that no host remembers it.
   */
  Resource resource() {
    Optional<Loan> loan = stanza.source().map(source -> new Loan(source, stanza, member));
    Script script =
        new Script(
                "postgres-inherit-" + stanza.name(),
                "bring the data of "
                    + stanza.name()
                    + loan.map(lent -> " from the backups of " + lent.lender().name())
                        .orElse(" back")
                    + ", unless they are there",
                text(loan),
                loan.map(Loan::input).orElse(Content.of("")))
            .within(LONG);
    return loan.isPresent() ? new Correction(script, List.of()) : script;
  }

  private String text(Optional<Loan> loan) {
    return ServerShell.functions(stanza)
        + loan.map(Loan::functions).orElse("")
        + """
        known=$(patronictl --config-file %1$s show-config %2$s) || exit 1
        """
            .formatted(stanza.topology().platform().patroni().configuration(), stanza.name())
        + loan.map(_ -> refuseEarlier()).orElse("")
        + """
        [ -z "$known" ] || { echo 'the cluster is there already'; exit 0; }
        """
        + loan.map(_ -> "trap give_back EXIT\ntake_loan || exit 1\n").orElse("")
        + restore(loan)
        + "(\n"
        + ServerShell.recover(options(loan.isPresent()))
        + ") || empty\n"
        + """
        grep -E 'recovery stopping|last completed transaction|redo done' "$log"
        """
        + withoutPasswords()
        + """
        as_user "$bin/pg_ctl" -D "$dir" -s -m fast -w -t 3600 stop
        """
        + loan.map(_ -> FORGOTTEN).orElse("");
  }

  /** A cluster of the same name that is gone would keep this one from beginning. */
  private String refuseEarlier() {
    return """
    [ -z "$known" ] || [ -e "$dir/global/pg_control" ] || {
      echo "etcd remembers an earlier cluster %2$s: run 'patronictl --config-file %1$s remove %2$s' here"
      exit 1
    }
    """
        .formatted(stanza.topology().platform().patroni().configuration(), stanza.name());
  }

  private String restore(Optional<Loan> loan) {
    return """
    empty() { find "$dir" -mindepth 1 -delete; exit 1; }
    if [ ! -e "$dir/global/pg_control" ]; then
      find "$dir" -mindepth 1 -delete
      as_user %1$s %2$s restore || empty
    fi
    # Patroni would take what members shared from here, and not from its configuration.
    rm -f "$dir/patroni.dynamic.json"
    log=$(mktemp /run/pgv/restore.XXXXXX) && chown %3$s "$log" || exit 1
    trap 'rm -f "$log"%4$s' EXIT
    """
        .formatted(
            loan.map(Loan::program).orElse(Stanza.PROGRAM + " --stanza=" + stanza.name()),
            Shell.line(Target.parse(inheritance.point()).options()),
            stanza.user(),
            loan.isPresent() ? "; give_back" : "");
  }

  /**
   * Its own configuration is that of another host: paths, sizes and partners may not be here, and
   * nothing may go to where another cluster archives: it waits for a place of its own.
   */
  private String options(boolean lent) {
    String dir = stanza.dataDirectory();
    Stream<String> silent = lent ? Stream.of("archive_command=/bin/false") : Stream.empty();
    // Control data keep what a server had when its recovery ended, and Patroni starts it with no
    // less:
    // with those of a larger origin, a restart would be due at once.
    Stream<String> limits =
        Sizing.shared(stanza.topology(), stanza.cluster()).entrySet().stream()
            .filter(setting -> Restarts.BOUND.contains(setting.getKey()))
            .filter(setting -> !setting.getKey().equals("max_prepared_transactions"))
            .map(setting -> setting.getKey() + "=" + setting.getValue());
    return Stream.of(
            Stream.of(
                "listen_addresses=",
                "unix_socket_directories=" + stanza.layout().sockets(),
                "hba_file=" + dir + "/pg_hba.conf",
                "ident_file=" + dir + "/pg_ident.conf",
                "ssl=off",
                "log_statement=none",
                "shared_buffers=256MB",
                "synchronous_standby_names="),
            silent,
            limits)
        .flatMap(setting -> setting)
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
