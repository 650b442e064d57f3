package org.pgv.installer.component.postgres.contents;

import java.util.List;
import java.util.stream.Stream;
import org.pgv.installer.probe.Catalogue;
import org.pgv.manifests.site.DatabaseRole;
import org.pgv.manifests.value.Sha256;

/** What every cluster has, whatever its site file says: group roles, and what the pooler asks. */
final class SystemChanges {
  private static final int OLDEST_WITH_MAINTAIN = 17;

  /**
   * What others could make in the database where our functions are would be found by them before
   * the catalogue's own, were one of them careless: who only looks up passwords there needs none.
   */
  private static final String OWN_DATABASE =
      "REVOKE TEMPORARY ON DATABASE postgres FROM PUBLIC;\n"
          + Sql.where(
              "SELECT FROM pg_namespace WHERE nspname = 'public'",
              "REVOKE CREATE ON SCHEMA public FROM PUBLIC");

  private SystemChanges() {}

  /**
   * The one change there is; none where the cluster bears the marker that it leaves, and nobody has
   * given back since what it takes away.
   */
  static List<Change> of(Catalogue found, int version) {
    String sql = groups(version) + pooler() + OWN_DATABASE;
    String marker = Sha256.of(sql).hex();
    boolean whole =
        Stream.concat(DatabaseRole.GROUPS.stream(), Stream.of("pgbouncer"))
            .allMatch(role -> found.role(role).isPresent());
    boolean closed =
        found.database(Change.CLUSTER).stream()
            .noneMatch(one -> one.grants().contains(Wanted.NOBODYS_TEMPORARY));
    return whole && closed && found.marker().equals(marker)
        ? List.of()
        : List.of(
            Change.ofCluster(
                "make the groups "
                    + String.join(", ", DatabaseRole.GROUPS)
                    + ", and what the pooler asks",
                sql + "COMMENT ON SCHEMA pgv IS '" + marker + "';\n"));
  }

  private static String groups(int version) {
    StringBuilder sql = new StringBuilder();
    for (String group : DatabaseRole.GROUPS) {
      sql.append(Sql.unless(Sql.role(group), "CREATE ROLE " + group + " NOLOGIN"));
    }
    return sql.append(
            """
            GRANT pg_read_all_data TO pgv_readonly;
            GRANT pg_read_all_data TO pgv_offline;
            GRANT pgv_readonly, pg_write_all_data TO pgv_readwrite;
            GRANT pgv_readwrite, pg_monitor, pg_signal_backend%s TO pgv_admin;
            """
                .formatted(version >= OLDEST_WITH_MAINTAIN ? ", pg_maintain" : ""))
        .toString();
  }

  /**
   * PgBouncer's own role may do one thing: ask for what PostgreSQL keeps instead of the password of
   * a role that comes through it, which those with special powers never do. The function runs as a
   * superuser: names in it say their schema, and temporary objects of whoever calls come last,
   * which otherwise come first of all.
   */
  private static String pooler() {
    return Sql.unless(Sql.role("pgbouncer"), "CREATE ROLE pgbouncer LOGIN")
        + """
        CREATE SCHEMA IF NOT EXISTS pgv;
        REVOKE ALL ON SCHEMA pgv FROM PUBLIC;
        GRANT USAGE ON SCHEMA pgv TO pgbouncer;
        CREATE OR REPLACE FUNCTION pgv.pooled_login(wanted text)
        RETURNS TABLE (name text, verifier text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
          SELECT rolname::pg_catalog.text, rolpassword FROM pg_catalog.pg_authid
          WHERE rolname OPERATOR(pg_catalog.=) wanted
            AND rolcanlogin AND NOT rolsuper AND NOT rolreplication
            AND (rolvaliduntil IS NULL OR rolvaliduntil OPERATOR(pg_catalog.>) pg_catalog.now())
        $$;
        REVOKE ALL ON FUNCTION pgv.pooled_login(text) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION pgv.pooled_login(text) TO pgbouncer;
        """;
  }
}
