package org.pgv.installer.component.postgres.contents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.pgv.installer.probe.Catalogue;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.SiteReader;

/**
 * Every function that we make, found in a real server's catalogue, is called by somebody who has
 * laid out temporary objects in the way of whatever it asks for by its name alone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnFunctionsIT {
  private static final String SITE =
      """
      apiVersion: pgv/v1
      site: demo
      domain: demo.internal
      hosts: [{ name: a, address: 10.0.0.1 }]
      clusters:
        - name: main
          members: [a]
          postgres: 15
          databases: [{ name: app, owner: app_owner }]
          roles: [{ name: app_owner }]
      """;

  /** Those of ours, one a line, as they are called with something for each argument. */
  private static final String CALLS =
      """
      SELECT format('SELECT * FROM %s(%s)', p.oid::regproc,
        (SELECT string_agg(format('%L::pg_catalog.%I', CASE typcategory WHEN 'S' THEN 'x' WHEN 'B' THEN 't' ELSE '1' END,
             typname), ', ' ORDER BY place)
         FROM unnest(proargtypes) WITH ORDINALITY AS a (type, place) JOIN pg_type t ON t.oid = type))
      FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
      WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
        AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')
      ORDER BY 1
      """;

  /**
   * Names that the catalogue has, for the session that laid them out: what asks for one says so.
   */
  private static final String IN_THE_WAY =
      """
      SET SESSION AUTHORIZATION attacker;
      CREATE FUNCTION pg_temp.trap() RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'trapped as %', current_user; END $$;
      DO $do$
      DECLARE
        one record;
      BEGIN
        FOR one IN SELECT relname, string_agg(format('NULL::%s AS %I', format_type(atttypid, atttypmod), attname), ', ' ORDER BY attnum) AS columns
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute ON attrelid = c.oid AND attnum > 0
            WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind IN ('r', 'v')
              AND atttypid <> ALL ('{anyarray,pg_statistic[],pg_node_tree,pg_ndistinct,pg_dependencies,pg_mcv_list}'::regtype[])
            GROUP BY relname LOOP
          EXECUTE format('CREATE TEMP VIEW %I AS SELECT %s WHERE pg_temp.trap()', one.relname, one.columns);
        END LOOP;
        FOR one IN SELECT unnest('{text,name,bool,int4,int8,oid,timestamptz,json,jsonb}'::text[]) AS type LOOP
          EXECUTE format('CREATE DOMAIN pg_temp.%I AS pg_catalog.%1$I CHECK (pg_temp.trap())', one.type);
        END LOOP;
      END $do$;
      """;

  private LocalServer server;

  @BeforeAll
  void start() throws IOException {
    Cluster cluster = SiteReader.read("site.yaml", SITE).orRefuse().clusters().getFirst();
    server = LocalServer.start();
    ContentsPlan plan =
        ContentsPlan.of(cluster, Catalogue.empty("main"), "postgres", new KnownPasswords());
    server.sql("postgres", plan.sql());
    server.sql("postgres", "CREATE ROLE attacker LOGIN; GRANT pgbouncer, pgv_admin TO attacker");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void nobodyLaysAnythingOutWhereTheyAre() {
    String said =
        server.refused(
            "postgres", "SET SESSION AUTHORIZATION attacker; CREATE TEMP VIEW v AS SELECT 1");

    assertTrue(said.contains("permission denied to create temporary tables"), said);
    assertTrue(
        server
            .refused("postgres", "SET SESSION AUTHORIZATION attacker; CREATE TABLE t ()")
            .contains("permission denied for schema public"));
  }

  @Test
  void whatLiesInTheWayIsNotTaken() {
    server.sql("postgres", "GRANT TEMPORARY ON DATABASE postgres TO attacker");
    for (String database : List.of("postgres", "app")) {
      for (String call : server.sql(database, CALLS).lines().toList()) {
        assertEquals("", server.sql(database, IN_THE_WAY + call), call);
      }
    }
  }

  /** The way of the test itself: it would notice. */
  @Test
  void aCarelessFunctionWouldBeCaught() {
    server.sql("postgres", "GRANT TEMPORARY ON DATABASE postgres TO attacker");
    for (String body :
        List.of(
            "SELECT rolname::pg_catalog.text FROM pg_authid",
            "SELECT rolname::text FROM pg_catalog.pg_authid")) {
      String made =
          "BEGIN; CREATE FUNCTION pgv.careless() RETURNS SETOF pg_catalog.text LANGUAGE sql SECURITY DEFINER"
              + " SET search_path = pg_catalog AS $$ "
              + body
              + " $$;";

      String said = server.refused("postgres", made + IN_THE_WAY + "SELECT * FROM pgv.careless()");

      assertTrue(said.contains("trapped as postgres"), said);
    }
  }

  @Test
  void allOfThemAreFound() {
    assertEquals(
        "SELECT * FROM pgv.pooled_login('x'::pg_catalog.text)\n", server.sql("postgres", CALLS));
    assertFalse(server.sql("app", CALLS).contains("pgv."));
  }
}
