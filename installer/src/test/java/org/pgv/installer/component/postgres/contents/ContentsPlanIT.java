package org.pgv.installer.component.postgres.contents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pgv.installer.probe.Catalogue;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.SiteReader;

/** What is decided from a real server's catalogue, and what that server makes of it. */
class ContentsPlanIT {
  private static final String DECLARED =
      """
      databases:
        - name: app
          owner: app_owner
          extensions: [pg_stat_statements]
          connectionLimit: 40
          connect: [visitor]
          schemas:
            - { name: sales, readers: [analyst], writers: [loader] }
            - { name: private, owner: keeper }
        - { name: old, owner: app_owner, encoding: LATIN1 }
      roles:
        - { name: app_owner }
        - { name: keeper, login: false }
        - { name: visitor, until: 2031-05-06, connectionLimit: 3 }
        - { name: analyst, auth: certificate }
        - { name: loader, memberOf: [team] }
        - { name: team, login: false, memberOf: [pgv_readonly] }
        - { name: guest, auth: external }
      """;

  private LocalServer server;

  @BeforeEach
  void start() throws IOException {
    server = LocalServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Cluster cluster(String contents) {
    String text =
        """
        apiVersion: pgv/v1
        site: demo
        domain: demo.internal
        hosts: [{ name: a, address: 10.0.0.1 }]
        clusters:
          - name: main
            members: [a]
            postgres: 15
        """;
    return SiteReader.read("site.yaml", text + contents.indent(4)).orRefuse().clusters().getFirst();
  }

  private static ContentsPlan plan(String contents, Catalogue found) {
    return ContentsPlan.of(cluster(contents), found, "postgres", new KnownPasswords());
  }

  private ContentsPlan plan(String contents) throws IOException {
    return plan(contents, server.catalogue());
  }

  private void apply(String contents) throws IOException {
    server.sql("postgres", plan(contents).sql());
  }

  private static List<String> titles(ContentsPlan plan) {
    return plan.changes().stream().map(Change::title).toList();
  }

  @Test
  void findsNothingToDoOnceItWasDone() throws IOException {
    server.sql("postgres", plan(DECLARED, Catalogue.empty("main")).sql());

    assertEquals(new ContentsPlan(List.of(), List.of()), plan(DECLARED));
    assertEquals(
        "1|2031-05-07 00:00:00+00|3\n",
        server.sql(
            "postgres",
            "SET timezone = 'UTC'; SELECT (rolpassword IS NOT NULL)::int, rolvaliduntil,"
                + " rolconnlimit FROM pg_authid WHERE rolname = 'visitor'"));
    assertEquals(
        "analyst\nguest\n",
        server.sql(
            "postgres",
            "SELECT rolname FROM pg_authid WHERE rolname IN ('analyst', 'guest', 'visitor')"
                + " AND rolpassword IS NULL ORDER BY 1"));
  }

  @Test
  void doesTheSameWithoutKnowingWhatIsThere() throws IOException {
    apply(DECLARED);

    server.sql("postgres", plan(DECLARED, Catalogue.empty("main")).sql());

    assertEquals(List.of(), plan(DECLARED).changes());
  }

  @Test
  void letsReadersAndWritersUseWhatTheOwnerMakesNowAndLater() throws IOException {
    apply(DECLARED);
    server.sql(
        "app",
        "SET ROLE app_owner; CREATE TABLE sales.item (id serial PRIMARY KEY, name text);"
            + " CREATE TABLE public.other (id int)");

    server.sql("app", "SET ROLE loader; INSERT INTO sales.item (name) VALUES ('x')");
    assertEquals("1\n", server.sql("app", "SET ROLE analyst; SELECT count(*) FROM sales.item"));
    assertDenied("analyst", "INSERT INTO sales.item (name) VALUES ('y')");
    assertDenied("analyst", "SELECT FROM public.other");
    assertDenied("visitor", "CREATE TABLE public.mine (id int)");
    assertDenied("visitor", "CREATE TEMPORARY TABLE mine (id int)");
    assertEquals(
        "f\n", server.sql("app", "SELECT has_database_privilege('guest', 'app', 'CONNECT')"));
    assertEquals(List.of(), plan(DECLARED).changes());
  }

  private void assertDenied(String role, String statement) {
    String said = server.refused("app", "SET ROLE " + role + "; " + statement);
    assertTrue(said.contains("permission denied"), said);
  }

  @Test
  void tellsWhosePasswordSomebodyChangedAndBringsTheSitesBackWhereItIsTakenAway()
      throws IOException {
    apply(DECLARED);
    server.sql("postgres", "ALTER ROLE visitor PASSWORD 'of-somebody-else'");
    server.sql("postgres", "SET password_encryption = md5; ALTER ROLE loader PASSWORD 'another'");

    ContentsPlan plan = plan(DECLARED);
    assertEquals(List.of(), plan.changes());
    assertEquals(2, plan.notes().size(), plan.notes().toString());
    assertTrue(plan.notes().getFirst().startsWith("the password of visitor in main was changed"));
    assertTrue(plan.notes().getLast().startsWith("the password of loader in main was changed"));

    server.sql("postgres", "ALTER ROLE visitor PASSWORD NULL; ALTER ROLE loader PASSWORD NULL");
    apply(DECLARED);
    assertEquals(new ContentsPlan(List.of(), List.of()), plan(DECLARED));
  }

  @Test
  void tellsASlotThatPatroniWouldDrop() throws IOException {
    apply(DECLARED);
    server.sql("app", "SELECT pg_create_logical_replication_slot('readings', 'pgoutput')");

    assertEquals(
        List.of(
            "not declared in main: slot readings in app, which is dropped when another member leads:"
                + " name it in 'slots' there"),
        plan(DECLARED).notes());

    server.sql("app", "SELECT pg_drop_replication_slot('readings')");
  }

  @Test
  void tellsParametersOfRolesAndDatabases() throws IOException {
    apply(DECLARED);
    server.sql(
        "postgres",
        "ALTER ROLE visitor SET work_mem = '7MB'; ALTER DATABASE app SET fsync_x.y = 'a=b';"
            + " ALTER ROLE visitor IN DATABASE app SET work_mem = '8MB';"
            + " ALTER ROLE ALL SET work_mem = '9MB'");

    assertEquals(
        List.of(
            "not declared in main: fsync_x.y=a=b for database app, set by hand",
            "not declared in main: work_mem=7MB for role visitor, set by hand",
            "not declared in main: work_mem=8MB for role visitor in database app, set by hand",
            "not declared in main: work_mem=9MB for every role, set by hand"),
        plan(DECLARED).notes().stream().sorted().toList());
  }

  @Test
  void mendsWhatSomebodyChangedByHand() throws IOException {
    apply(DECLARED);
    server.sql(
        "app",
        """
        ALTER ROLE visitor CONNECTION LIMIT 9 VALID UNTIL 'infinity';
        ALTER ROLE guest PASSWORD 'secret';
        REVOKE team FROM loader;
        GRANT CONNECT ON DATABASE app TO PUBLIC;
        GRANT CREATE ON SCHEMA public TO PUBLIC;
        ALTER SCHEMA private OWNER TO app_owner;
        CREATE TABLE sales.made_by_another (id int);
        DROP EXTENSION pg_stat_statements;
        """);

    assertEquals(
        List.of(
            "change role visitor: connection limit 3, valid until 2031-05-07T00:00:00Z",
            "take the password of guest away",
            "make loader a member of team",
            "let only its owner and pgv_readonly, pgv_readwrite, pgv_admin, pgv_offline, visitor,"
                + " analyst, loader into app",
            "make schema app.private of keeper",
            "create extension pg_stat_statements in app",
            "let pgv_admin, and not everybody, make objects in app",
            "let analyst read what is in app.sales",
            "let loader write what is in app.sales"),
        titles(plan(DECLARED)));
    apply(DECLARED);
    assertEquals(List.of(), plan(DECLARED).changes());
  }

  private static final String UNDECLARED =
      """
      CREATE ROLE stranger LOGIN CREATEDB;
      GRANT pgv_readonly TO stranger, visitor;
      ALTER ROLE visitor SUPERUSER;
      GRANT CREATE ON DATABASE app TO visitor;
      GRANT USAGE ON SCHEMA private TO stranger;
      CREATE TABLE sales.a (id int);
      CREATE TABLE sales.b (id int);
      GRANT SELECT ON sales.a, sales.b TO PUBLIC;
      ALTER DEFAULT PRIVILEGES FOR ROLE app_owner GRANT INSERT ON TABLES TO stranger;
      CREATE DATABASE forgotten;
      """;

  @Test
  void notesWhatNobodyDeclaredAndLeavesItAlone() throws IOException {
    apply(DECLARED);
    server.sql("app", UNDECLARED);
    apply(DECLARED);

    ContentsPlan plan = plan(DECLARED);

    assertEquals(List.of(), plan.changes());
    assertEquals(
        List.of(
            "role stranger, which may log in, CREATEDB",
            "stranger is a member of pgv_readonly",
            "role visitor has SUPERUSER",
            "visitor is a member of pgv_readonly",
            "visitor has CREATE on database app",
            "stranger has USAGE on schema app.private",
            "PUBLIC has SELECT on 2 tables in app.sales",
            "stranger gets INSERT on tables that app_owner will make in app",
            "database forgotten of postgres"),
        plan.notes().stream().map(note -> note.replace("not declared in main: ", "")).toList());
  }

  @Test
  void takesBackWhatNobodyDeclaredWhereThatIsAskedFor() throws IOException {
    apply(DECLARED);
    server.sql("app", UNDECLARED);

    apply(DECLARED + "undeclared: revoke\n");

    ContentsPlan after = plan(DECLARED + "undeclared: revoke\n");
    assertEquals(List.of(), after.changes());
    assertEquals(
        List.of(
            "not declared in main: role stranger, which may log in, CREATEDB",
            "not declared in main: database forgotten of postgres"),
        after.notes());
  }

  @Test
  void keepsWhatADroppedRoleOwned() throws IOException {
    apply(DECLARED);
    server.sql(
        "app",
        """
        GRANT CREATE ON SCHEMA public TO analyst;
        SET ROLE analyst;
        CREATE TABLE public.findings AS SELECT 42 AS answer;
        GRANT SELECT ON public.findings TO visitor;
        ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO visitor;
        """);
    String without =
        DECLARED
            .replace("readers: [analyst], ", "")
            .replace("{ name: analyst, auth: certificate }", "{ name: analyst, state: absent }");

    assertTrue(titles(plan(without)).contains("drop role analyst, and keep what it owns"));
    apply(without);

    assertEquals(
        "app_owner|42\n",
        server.sql(
            "app",
            "SELECT tableowner, answer FROM pg_tables, public.findings"
                + " WHERE tablename = 'findings'"));
    assertFalse(server.catalogue().role("analyst").isPresent());
    assertEquals(List.of(), plan(without).changes());
  }

  /** The probe, and what brings a database to what is declared, ask as a superuser. */
  @Test
  void runsNothingThatTheOwnerOfADatabaseHasLaidOut() throws IOException {
    apply(DECLARED);
    server.sql("app", "SET ROLE app_owner;" + LAID_OUT);
    server.sql(
        "app", "DROP EXTENSION pg_stat_statements; REVOKE USAGE ON SCHEMA sales FROM loader");

    apply(DECLARED);
    apply(DECLARED.replace("{ name: loader, memberOf: [team] }", "{ name: loader }"));
    apply(
        DECLARED
            .replace("readers: [analyst], ", "")
            .replace("{ name: analyst, auth: certificate }", "{ name: analyst, state: absent }"));

    assertEquals("", server.sql("app", "SELECT * FROM public.caught"));
    assertEquals(
        "public\n",
        server.sql(
            "app",
            "SELECT nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = extnamespace"
                + " WHERE extname = 'pg_stat_statements'"));
  }

  /** Where the catalogue's operators fit by a cast, one that fits as it is would be taken. */
  private static final String LAID_OUT =
      """
      CREATE TABLE public.caught (who text, what text);
      GRANT INSERT ON public.caught TO PUBLIC;
      CREATE FUNCTION public.catches() RETURNS boolean LANGUAGE plpgsql AS $$
        BEGIN INSERT INTO public.caught VALUES (current_user, current_query()); RETURN true; END $$;
      DO $do$
      DECLARE
        types text[] := ARRAY['oid', 'int4', 'int8', 'name', 'text', '"char"', 'regclass', 'varchar'];
        l text;
        r text;
        o text;
      BEGIN
        FOREACH l IN ARRAY types LOOP
          FOREACH r IN ARRAY types LOOP
            EXECUTE format('CREATE FUNCTION public.trap(%s, %s) RETURNS boolean LANGUAGE sql'
              ' AS $$ SELECT public.catches() $$', l, r);
            FOREACH o IN ARRAY ARRAY['=', '<>', '~', '!~', '~~'] LOOP
              EXECUTE format('CREATE OPERATOR public.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = public.trap)',
                o, l, r);
            END LOOP;
          END LOOP;
        END LOOP;
      END $do$;
      """;

  @Test
  void givesNothingOfADroppedRoleToASuperuser() throws IOException {
    apply(DECLARED);
    server.sql(
        "postgres",
        "CREATE SCHEMA mine AUTHORIZATION guest; GRANT CREATE ON DATABASE postgres TO guest");
    String without =
        DECLARED.replace("{ name: guest, auth: external }", "{ name: guest, state: absent }");

    String said = server.refused("postgres", plan(without).sql());

    assertTrue(said.contains("role guest owns something in database postgres"), said);
    assertTrue(server.catalogue().role("guest").isPresent());
  }
}
