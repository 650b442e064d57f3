package org.pgv.installer.component.postgres;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pgv.installer.component.postgres.contents.Change;
import org.pgv.installer.component.postgres.contents.ContentsPlan;
import org.pgv.installer.component.postgres.contents.Passwords;
import org.pgv.installer.platform.Platform.PostgresLayout;
import org.pgv.installer.probe.Catalogue;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.Correction;
import org.pgv.installer.resource.Script;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Contents;
import org.pgv.manifests.site.Database;
import org.pgv.manifests.site.DatabaseRole;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.value.Secret;

/**
 * Brings the contents of a cluster to what is declared. It runs on every member and does something
 * only on the primary, which may be another one by then, and which need not wait for those that
 * still copy it; the gate behind it asks whether all is there.
 */
final class ContentsScript {
  private final Topology topology;
  private final Cluster cluster;
  private final Optional<HostFacts> leader;
  private final ContentsPlan plan;

  ContentsScript(Topology topology, Cluster cluster) {
    this.topology = topology;
    this.cluster = cluster;
    this.leader =
        topology.site().membersOf(cluster).stream()
            .map(member -> topology.facts(member.name()))
            .filter(facts -> facts.catalogue().stream().anyMatch(this::isOurs))
            .findFirst();
    this.plan =
        ContentsPlan.of(
            withoutWaiting(topology, cluster),
            leader.flatMap(HostFacts::catalogue).orElseGet(() -> Catalogue.empty(cluster.name())),
            topology.platform().patroni().user(),
            passwords());
  }

  /** An extension whose library comes with a restart that nobody has agreed to would be refused. */
  private static Cluster withoutWaiting(Topology topology, Cluster cluster) {
    Restarts restarts = new Restarts(topology, cluster);
    return cluster.with(
        cluster
            .contents()
            .with(
                cluster.contents().databases().stream()
                    .map(database -> database.without(restarts::isAwaited))
                    .toList()));
  }

  private boolean isOurs(Catalogue catalogue) {
    return catalogue.cluster().equals(cluster.name());
  }

  /** What is there and was not declared. */
  List<String> notes() {
    return plan.notes();
  }

  /** What a member has to do; nothing where the primary has all that is declared. */
  Optional<Correction> correction(SiteHost member) {
    if (plan.changes().isEmpty()) {
      return Optional.empty();
    }
    boolean leads =
        leader
            .map(facts -> facts.host().equals(member.name()))
            .orElseGet(() -> member.name().equals(cluster.members().getFirst()));
    return Optional.of(
        leads
            ? new Correction(
                script(member, "bring what is in " + cluster.name() + " to what is declared"),
                plan.changes().stream().map(Change::title).toList())
            : new Correction(
                script(member, "do so here if " + member.name() + " is the primary by then"),
                List.of()));
  }

  /**
   * Data that came from elsewhere are those of a replica, until Patroni has found out that nobody
   * else leads: as long as nobody does, or this member is about to, it is waited for.
   */
  private Script script(SiteHost member, String what) {
    String text =
        psql(topology, cluster)
            + """
            recovers() { psql --dbname postgres --command 'SELECT pg_is_in_recovery()' </dev/null; }
            leader() {
              patronictl --config-file %1$s list --format tsv %2$s | awk -F '\\t' '$4 == "Leader" { print $2 }'
            }
            turns=0
            until [ "$(recovers 2>/dev/null)" = f ]; do
              case $(leader) in
                %3$s | '') ;;
                *) echo 'a replica: its primary makes databases and roles'; exit 0 ;;
              esac
              turns=$((turns + 1))
              [ $turns -lt 60 ] || { echo 'nobody leads %2$s'; recovers; exit 1; }
              sleep 1
            done
            psql --dbname postgres --output /dev/null --file -
            """
                .formatted(
                    topology.platform().patroni().configuration(), cluster.name(), member.name());
    return new Script("postgres-contents", what, text, Content.secret(statements()));
  }

  /** Says what is missing, or should be gone, and fails as long as anything is. */
  String check() {
    Contents contents = cluster.contents();
    String wanted =
        Stream.of(
                Stream.of("('role', 'pgv_admin')", "('role', 'pgbouncer')"),
                contents.databases().stream().map(ContentsScript::row),
                contents.roles().stream().map(role -> "('role', '" + role.name() + "')"),
                contents.roles().stream()
                    .filter(DatabaseRole::keepsPassword)
                    .map(role -> "('password of', '" + role.name() + "')"),
                contents.removal().roles().stream().map(role -> "('no role', '" + role + "')"))
            .flatMap(rows -> rows)
            .collect(Collectors.joining(", "));
    return psql(topology, cluster)
        + """
        missing=$(psql --dbname postgres --file - <<'END'
        SELECT kind || ' ' || name FROM (VALUES %s) AS wanted (kind, name)
        WHERE (kind = 'role' AND NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name))
           OR (kind = 'password of'
               AND NOT EXISTS (SELECT FROM pg_authid WHERE rolname = name AND rolpassword IS NOT NULL))
           OR (kind = 'no role' AND EXISTS (SELECT FROM pg_roles WHERE rolname = name))
           OR (kind = 'database' AND NOT EXISTS (SELECT FROM pg_database WHERE datname = name));
        END
        )
        [ -z "$missing" ] || { echo "missing: $missing"; exit 1; }
        """
            .formatted(wanted);
  }

  private static String row(Database database) {
    return "('database', '" + database.name() + "')";
  }

  /**
   * A shell function that asks the server of this host as its superuser, and ends where it fails.
   */
  static String psql(Topology topology, Cluster cluster) {
    PostgresLayout layout = topology.platform().postgres(cluster.postgres().version());
    return """
    set -eu
    psql() {
      runuser --user %s -- %s/psql --no-psqlrc --quiet --no-align --tuples-only \\
        --set ON_ERROR_STOP=1 --host %s --port %d "$@"
    }
    """
        .formatted(
            layout.user(),
            layout.binaries(),
            layout.sockets(),
            topology.site().settings().ports().postgres());
  }

  /** Verifiers come first, and must not reach the server's log. */
  private String statements() {
    return """
    SET log_statement = 'none';
    SET log_min_duration_statement = -1;
    SET log_min_error_statement = 'panic';
    SET client_min_messages = warning;
    """
        + plan.sql();
  }

  private Passwords passwords() {
    return new Passwords() {
      @Override
      public String verifier(DatabaseRole role) {
        return ScramVerifier.of(role.name(), password(role));
      }

      @Override
      public String salt(DatabaseRole role) {
        return ScramVerifier.salt(role.name(), password(role));
      }

      private Secret password(DatabaseRole role) {
        return topology
            .credentials()
            .password(PostgresComponent.passwordName(cluster, role.name()));
      }
    };
  }
}
