package org.pgv.installer.component.postgres;

import java.util.stream.Collectors;
import org.pgv.installer.platform.Platform.PostgresLayout;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.Script;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Database;
import org.pgv.manifests.site.DatabaseRole;
import org.pgv.manifests.site.SiteHost;

/**
 * Makes the databases and roles of a cluster that are missing. It runs on every member and does
 * something only on the primary, which nobody knows in advance, and which need not wait for those
 * that still copy it; the gate behind it asks whether all is there. A role's password is set once:
 * who changes it later is not overruled.
 */
final class ContentsScript {
  private static final int OLDEST_WITH_MAINTAIN = 17;

  private final Topology topology;
  private final Cluster cluster;

  ContentsScript(Topology topology, Cluster cluster) {
    this.topology = topology;
    this.cluster = cluster;
  }

  Script script(SiteHost member) {
    String text =
        psql()
            + """
            recovers() { psql --dbname postgres --command 'SELECT pg_is_in_recovery()' </dev/null; }
            leader() {
              patronictl --config-file %1$s list --format tsv %2$s | awk -F '\\t' '$4 == "Leader" { print $2 }'
            }
            if ! recovering=$(recovers 2>/dev/null); then
              case $(leader) in
                %3$s | '') recovering=$(recovers) ;;
                *) recovering=t ;;
              esac
            fi
            if [ "$recovering" = t ]; then
              echo 'a replica: its primary makes databases and roles'
              exit 0
            fi
            psql --dbname postgres --file -
            """
                .formatted(
                    topology.platform().patroni().configuration(), cluster.name(), member.name());
    return new Script(
        "postgres-contents", "make databases and roles", text, Content.secret(statements()));
  }

  /** Says what is missing and fails as long as anything is. */
  String check() {
    String databases =
        cluster.contents().databases().stream()
            .map(database -> "('database', '" + database.name() + "')")
            .collect(Collectors.joining(", "));
    String roles =
        cluster.contents().roles().stream()
            .map(role -> "('role', '" + role.name() + "')")
            .collect(Collectors.joining(", "));
    String wanted =
        "('role', 'pgv_admin'), ('role', 'pgbouncer')"
            + (databases.isEmpty() ? "" : ", " + databases)
            + (roles.isEmpty() ? "" : ", " + roles);
    return psql()
        + """
        missing=$(psql --dbname postgres --file - <<'END'
        SELECT kind || ' ' || name FROM (VALUES %s) AS wanted (kind, name)
        WHERE (kind = 'role' AND NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name))
           OR (kind = 'database' AND NOT EXISTS (SELECT FROM pg_database WHERE datname = name));
        END
        )
        [ -z "$missing" ] || { echo "missing: $missing"; exit 1; }
        """
            .formatted(wanted);
  }

  private String psql() {
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

  private String statements() {
    StringBuilder sql = new StringBuilder();
    // Verifiers must not reach the server's log.
    sql.append("SET log_statement = 'none';\n");
    sql.append("SET log_min_duration_statement = -1;\n");
    sql.append("SET log_min_error_statement = 'panic';\n");
    groups(sql);
    pooler(sql);
    for (DatabaseRole role : cluster.contents().roles()) {
      role(sql, role);
    }
    for (DatabaseRole role : cluster.contents().roles()) {
      for (String group : role.memberOf()) {
        sql.append("GRANT \"%s\" TO \"%s\";\n".formatted(group, role.name()));
      }
    }
    cluster.contents().databases().forEach(database -> database(sql, database));
    return sql.toString();
  }

  private void groups(StringBuilder sql) {
    DatabaseRole.GROUPS.forEach(group -> create(sql, "ROLE", group, "NOLOGIN"));
    boolean maintain = cluster.postgres().version() >= OLDEST_WITH_MAINTAIN;
    sql.append(
        """
        GRANT pg_read_all_data TO pgv_readonly;
        GRANT pgv_readonly, pg_write_all_data TO pgv_readwrite;
        GRANT pgv_readwrite, pg_monitor, pg_signal_backend%s TO pgv_admin;
        """
            .formatted(maintain ? ", pg_maintain" : ""));
  }

  /**
   * PgBouncer's own role may do one thing: ask for what PostgreSQL keeps instead of the password of
   * a role that comes through it, which those with special powers never do.
   */
  private static void pooler(StringBuilder sql) {
    create(sql, "ROLE", "pgbouncer", "LOGIN");
    sql.append(
        """
        CREATE SCHEMA IF NOT EXISTS pgv;
        REVOKE ALL ON SCHEMA pgv FROM PUBLIC;
        GRANT USAGE ON SCHEMA pgv TO pgbouncer;
        CREATE OR REPLACE FUNCTION pgv.pooled_login(wanted text)
        RETURNS TABLE (name text, verifier text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
          SELECT rolname::text, rolpassword FROM pg_authid
          WHERE rolname = wanted AND rolcanlogin AND NOT rolsuper AND NOT rolreplication
            AND (rolvaliduntil IS NULL OR rolvaliduntil > now())
        $$;
        REVOKE ALL ON FUNCTION pgv.pooled_login(text) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION pgv.pooled_login(text) TO pgbouncer;
        """);
  }

  private void role(StringBuilder sql, DatabaseRole role) {
    create(sql, "ROLE", role.name(), role.login() ? "LOGIN" : "NOLOGIN");
    if (!role.login()) {
      return;
    }
    String verifier =
        ScramVerifier.of(
            role.name(),
            topology.credentials().password(PostgresComponent.passwordName(cluster, role.name())));
    sql.append(
        """
        SELECT 'ALTER ROLE "%1$s" PASSWORD ''%2$s'''
        WHERE EXISTS (SELECT FROM pg_authid WHERE rolname = '%1$s' AND rolpassword IS NULL)
        \\gexec
        """
            .formatted(role.name(), verifier));
  }

  private static void database(StringBuilder sql, Database database) {
    create(sql, "DATABASE", database.name(), "OWNER \"" + database.owner() + "\"");
    sql.append(
        """
        ALTER DATABASE "%1$s" OWNER TO "%2$s";
        GRANT CREATE, TEMPORARY ON DATABASE "%1$s" TO pgv_admin;
        \\connect "%1$s"
        REVOKE CREATE ON SCHEMA public FROM PUBLIC;
        GRANT CREATE ON SCHEMA public TO pgv_admin;
        """
            .formatted(database.name(), database.owner()));
    for (String extension : database.extensions()) {
      sql.append("CREATE EXTENSION IF NOT EXISTS \"%s\";\n".formatted(extension));
    }
  }

  private static void create(StringBuilder sql, String kind, String name, String with) {
    String catalogue = kind.equals("ROLE") ? "pg_roles WHERE rolname" : "pg_database WHERE datname";
    sql.append(
        """
        SELECT 'CREATE %s "%s" %s' WHERE NOT EXISTS (SELECT FROM %s = '%s')
        \\gexec
        """
            .formatted(kind, name, with, catalogue, name));
  }
}
