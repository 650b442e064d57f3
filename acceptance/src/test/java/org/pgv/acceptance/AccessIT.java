package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Who gets in, from where, to what and how: what is declared is what is answered. */
@Order(2)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@InSharedLab
class AccessIT {
  private static final String DECLARED =
      """
          parameters: { krb_server_keyfile: 'FILE:KEYTAB' }
          databases:
            - name: app
              owner: app_owner
              extensions: [pg_stat_statements]
              schemas: [{ name: sales, readers: [auditor] }]
            - { name: ledger, owner: ledger_owner }
          roles:
            - { name: app_owner }
            - { name: app_ro, memberOf: [pgv_readonly] }
            - { name: ledger_owner }
            - { name: auditor, auth: certificate }
            - { name: reports, memberOf: [pgv_offline] }
            - { name: former, until: 2020-01-01 }
            - { name: person, auth: external, memberOf: [pgv_readonly] }
            - { name: bearer, auth: external, memberOf: [pgv_readonly] }
            - { name: First.Last, memberOf: [pgv_readonly] }
            - { name: svc@corp, memberOf: [pgv_readonly] }
          access:
            - { roles: [auditor], databases: [app], from: [routers, 'hosts:infra1'], method: cert }
            - { roles: [app_ro], databases: [app], from: ['hosts:pg2'], method: reject }
            - { roles: [ledger_owner, app_owner], databases: [ledger], from: ['hosts:infra1'] }
            - { roles: [app_owner, app_ro, reports, former], databases: [app], from: [local, routers] }
            - { roles: [app_owner], databases: [app], from: [ADMIN/32] }
            - { roles: [person], databases: [app], from: [routers], method: ldap, options: OPTIONS }
            - { roles: [First.Last, svc@corp], databases: [app], from: [routers] }
            - { roles: [bearer], databases: [app], from: [routers], method: gss, options: { include_realm: 0, krb_realm: CORP } }
      """;

  /** From, role, database, to, how, and the declared answer. */
  private static final String TABLE =
      """
      pg1    app_owner    app      direct  password in
      pg1    app_owner    app      direct  wrong    wrong
      pg1    app_owner    app      direct  none     no-password
      pg1    app_owner    app      direct  plain    no-tls
      pg1    app_owner    app      pooler  password in
      pg1    app_owner    app      primary password in
      pg1    app_owner    app      primary wrong    wrong
      pg1    app_owner    app      primary plain    no-tls
      pg1    app_owner    ledger   primary password refused
      pg1    app_owner    app      socket  password in
      pg1    app_owner    app      socket  wrong    wrong
      pg1    app_ro       app      primary password in
      pg1    app_ro       app      by-pg2  password refused
      pg1    app_ro       ledger   default password refused
      pg1    ledger_owner ledger   direct  password refused
      pg1    auditor      app      direct  cert     in
      pg1    auditor      app      direct  none     no-certificate
      pg1    auditor      app      default cert     in
      pg1    auditor      app      primary cert     refused
      pg1    auditor      ledger   direct  cert     refused
      pg1    reports      app      offline password in
      pg1    reports      app      primary password refused
      pg1    former       app      direct  password wrong
      pg1    former       app      primary password refused
      pg1    person       app      direct  password in
      pg1    person       app      direct  wrong    wrong
      pg1    person       app      direct  plain    no-tls
      pg1    person       app      primary password refused
      pg1    bearer       app      direct  ticket   in
      pg1    bearer       app      offline ticket   in
      pg1    bearer       app      direct  none     no-ticket
      pg1    bearer       ledger   direct  ticket   refused
      pg1    First.Last   app      direct  password in
      pg1    First.Last   app      primary password in
      pg1    First.Last   ledger   primary password refused
      pg1    svc@corp     app      direct  password in
      pg1    svc@corp     app      primary wrong    wrong
      pg1    svc@corp     app      primary password in
      pg1    postgres     postgres socket  none     not-that-account
      pg1    postgres     postgres direct  none     refused
      pg1    postgres     postgres pooler  none     refused
      pg1    replicator   postgres direct  none     refused
      pg1    pgbouncer    postgres default none     refused
      pg2    app_ro       app      direct  password refused
      pg2    app_ro       app      primary password in
      pg2    app_owner    app      default password in
      pg2    app_owner    app      direct  cert     no-password
      infra1 ledger_owner ledger   direct  password in
      infra1 ledger_owner ledger   primary password refused
      infra1 ledger_owner app      direct  password refused
      infra1 app_owner    ledger   direct  password no-right
      infra1 app_owner    app      direct  password refused
      infra1 auditor      app      direct  cert     in
      infra1 person       app      direct  password refused
      infra1 person       app      default password in
      admin  app_owner    app      direct  password in
      admin  app_ro       app      direct  password refused
      admin  app_ro       app      offline password in
      admin  auditor      app      default cert     in
      admin  auditor      app      direct  cert     refused
      """;

  private static final String JDBC =
      """
      class Jdbc {
        public static void main(String[] url) throws Exception {
          try (var c = java.sql.DriverManager.getConnection(url[0], null, System.getenv("PGPASSWORD"));
              var r = c.createStatement().executeQuery("SELECT current_user")) {
            r.next();
            System.out.println(r.getString(1));
          }
        }
      }
      """;

  private final Lab lab;
  private final Path folder;
  private final LdapServer directory;
  private final KerberosRealm realm;
  private String before = "";

  AccessIT(Lab lab) throws IOException {
    this.lab = lab;
    this.directory = new LdapServer(lab, "person");
    this.realm = new KerberosRealm(lab, "bearer");
    this.folder = Files.createTempDirectory("pgv-clients");
  }

  @BeforeAll
  void declare() throws IOException {
    before = Files.readString(lab.site());
    String rest = before.substring(0, before.indexOf("    databases:"));
    String access =
        DECLARED
            .replace("ADMIN", lab.address("admin"))
            .replace("OPTIONS", directory.options())
            .replace("KEYTAB", KerberosRealm.KEYTAB);
    Files.writeString(
        lab.site(), rest.replaceFirst("(?m)^hosts:", directory.trusted() + "$0") + access);
    realm.bringKeytabs();
    lab.install("apply").end().expect(0);
    for (String role : List.of("auditor", "app_owner")) {
      Path archive = folder.resolve(role + ".tar");
      pack(role, archive);
      lab.inNetworkOf("admin", "tar -xf " + archive + " -C " + folder).expect(0);
    }
  }

  private void pack(String role, Path archive) {
    lab.run("client-bundle", role, "--site", lab.site().toString(), "--output", archive.toString())
        .end()
        .expect(0);
  }

  @Test
  @Order(1)
  void answersEveryAttemptAsDeclared() {
    Map<String, String> passwords = new TreeMap<>();
    for (String role :
        List.of(
            "app_owner", "app_ro", "ledger_owner", "reports", "former", "First.Last", "svc@corp")) {
      passwords.put(role, lab.secret("postgres/main/" + role));
    }
    passwords.put("person", directory.password());
    List<String> table = TABLE.lines().toList();
    List<String> starts = starts();

    List<String> answered =
        new Attempts(lab, lab.primary().orElseThrow(), folder, passwords, realm.environment())
            .answered(table);

    assertEquals(TABLE, String.join("\n", answered) + "\n");
    // To a client, one who crashed looks like one who refuses it.
    assertEquals(starts, starts());
  }

  /** What tells each start of the programs in the way from any other. */
  private List<String> starts() {
    return Lab.MEMBERS.stream()
        .map(
            member ->
                lab.shell(member, "systemctl show -p InvocationID pgbouncer haproxy patroni")
                    .expect(0)
                    .output())
        .toList();
  }

  @Test
  @Order(2)
  void changesNothingWhenRunAgain() {
    lab.install("plan", "--check").end().expect(0);
  }

  /** Of the attempts before: servers saw nobody but routers come. */
  @Test
  @Order(2)
  void tellsWhoseSessionsThoseOfRoutersWere() throws IOException {
    String said =
        lab.ask("sessions", "--client", lab.address("pg1"), "--since", "20m", "--json")
            .end()
            .expect(0)
            .output();
    List<String> told = new ArrayList<>();
    for (JsonNode one : new ObjectMapper().readTree(said).path("sessions")) {
      told.add(
          "%s %s %s %s %s"
              .formatted(
                  one.path("role").asText(),
                  one.path("router").asText(),
                  one.path("service").asText(),
                  one.path("pooled").asText(),
                  one.path("outcome").asText()));
    }

    assertTrue(told.contains("First.Last pg3 primary true in"), said);
    assertTrue(told.contains("svc@corp pg3 primary true SASL authentication failed"), said);
    assertTrue(told.contains("auditor pg3 default false in"), said);
    assertTrue(told.contains("First.Last - - false in"), said);
  }

  @Test
  @Order(3)
  void psqlJdbcAndPythonConnectWithThePrintedStrings() throws IOException {
    Files.writeString(folder.resolve("Jdbc.java"), JDBC);
    for (String role : List.of("app_owner", "auditor")) {
      String password = role.equals("auditor") ? "" : lab.secret("postgres/main/" + role);
      for (JsonNode connection : connections(role)) {
        String libpq = connection.path("libpq").asText();
        assertEquals(role, by(password, "psql '" + libpq + "' -wAtc 'SELECT current_user'"));
        String python =
            "import psycopg2, sys; c = psycopg2.connect(sys.argv[1]).cursor();"
                + " c.execute(\"SELECT current_user\"); print(c.fetchone()[0])";
        assertEquals(role, by(password, "/usr/bin/python3 -c '" + python + "' '" + libpq + "'"));
      }
      String jdbc = connections(role).path(0).path("jdbc").asText();
      assertEquals(role, by(password, java() + " -cp " + driver() + " Jdbc.java '" + jdbc + "'"));
    }
  }

  /** CVE-2026-107349: options without a name kept a pooler busy for ever, whoever sent them. */
  @Test
  @Order(3)
  void noPacketOfAStrangerHangsThePooler() {
    Run.Ended asked =
        lab.shell(
            "pg1",
            """
            exec timeout 20 python3 - <<'end'
            import socket, ssl, struct
            context = ssl._create_unverified_context()
            def ask(more):
                plain = socket.create_connection(("127.0.0.1", 6432), timeout=8)
                plain.sendall(struct.pack(">II", 8, 80877103))
                assert plain.recv(1) == b"S"
                pooler = context.wrap_socket(plain)
                said = b"user\\0app_owner\\0database\\0app\\0" + more + b"\\0"
                pooler.sendall(struct.pack(">II", len(said) + 8, 196608) + said)
                return pooler.recv(1).decode()
            print(ask(b"extra_float_digits\\x003\\0"), ask(b"options\\0-c=\\0"), ask(b""))
            end
            """);

    assertTrue(asked.output().matches("R [RE] R\n"), asked.toString());
  }

  private JsonNode connections(String role) throws IOException {
    String said =
        lab.ask("connect", "--role", role, "--root", "root.crt", "--json").end().expect(0).output();
    return new ObjectMapper().readTree(said).path("connections");
  }

  private String by(String password, String command) {
    String script = "cd %s && PGPASSWORD='%s' %s".formatted(folder, password, command);
    return lab.inNetworkOf("admin", script).expect(0).output().strip();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static Path driver() {
    String place =
        Objects.requireNonNull(
                AccessIT.class.getClassLoader().getResource("org/postgresql/Driver.class"))
            .getPath();
    return Path.of(URI.create(place.substring(0, place.indexOf('!'))));
  }

  @Test
  @Order(4)
  void writesDownWhoLookedAtSecretsAndShowsThemToNobodyElse() {
    String audit =
        lab.run("secrets", "audit", "--site", lab.site().toString()).end().expect(0).output();
    assertTrue(audit.contains(" root: hands out show postgres/main/app_owner"), audit);
    assertTrue(audit.contains(" root: hands out client-bundle auditor"), audit);

    String plan = lab.install("plan").end().expect(0).all();
    assertFalse(plan.contains(lab.secret("postgres/main/app_owner")), plan);
    assertFalse(plan.contains("SCRAM-SHA-256$"), plan);
  }

  /** From a member's own network: nothing but what somebody shows stands in the way. */
  @Test
  @Order(5)
  void noCertificateAloneChangesAnythingAndAnApplicationsIsForPostgresqlAlone() {
    String primary = lab.primary().orElseThrow();
    String there =
        lab.shell(primary, "tar -cf - -C /etc/pgv/pki . | base64 -w 0").expect(0).output();
    String script =
        """
        cd %1$s && mkdir -p there && base64 -d there.tar.64 | tar -xf - -C there || exit 1
        patch() { # CERTIFICATE KEY
          curl --silent --max-time 9 --output answer --write-out '%%{http_code}' --cacert root.crt \
            --cert "$1" --key "$2" --request PATCH --data '{}' https://%2$s:8008/config
        }
        for certificate in there/*/*.crt there/router/client.pem; do
          key=${certificate%%.crt}.key
          [ -e "$key" ] || key=$certificate
          # A server's certificate is no client's, and an authority's has no key.
          openssl x509 -in "$certificate" -noout -purpose | grep -q '^SSL client : Yes' || continue
          grep -q 'PRIVATE KEY' "$key" || continue
          echo "$(basename "$certificate") $(patch "$certificate" "$key")"
        done | LC_ALL=C sort -u
        for at in %2$s:5432 %2$s:8008 %2$s:2379 %2$s:2380 %2$s:8432; do
          [ $at = %2$s:5432 ] && start='-starttls postgres' || start=
          sleep 1 | timeout 4 openssl s_client -connect $at $start -CAfile root.crt -ign_eof \
            -cert auditor.crt -key auditor.key 2>&1 | grep -qE 'alert (unknown ca|bad certificate)' &&
            echo "${at#*:} refuses" || echo "${at#*:} takes"
        done
        """
            .formatted(folder, lab.address(primary));
    write("there.tar.64", there);

    String said = lab.inNetworkOf(primary, script).expect(0).output();

    assertEquals(
        """
        client.pem 401
        etcd-gateway.crt 401
        etcd.crt 401
        patronictl.crt 401
        peer-client.crt 401
        pgbackrest-main.crt 401
        replicator.crt 401
        rewind.crt 401
        root.crt 401
        5432 takes
        8008 refuses
        2379 refuses
        2380 refuses
        8432 refuses
        """,
        said);
    // Members themselves know what they need.
    lab.shell(primary, "patronictl -c " + lab.patroni() + " reload main --force").expect(0);
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @Order(6)
  void namesWhatNobodyDeclaredAndMendsWhatIsDeclared() {
    String primary = lab.primary().orElseThrow();
    sql(
        primary,
        "CREATE ROLE stranger LOGIN; GRANT pgv_readonly TO stranger;"
            + " REVOKE pgv_readonly FROM app_ro; CREATE TABLE sales.t (id int);"
            + " GRANT SELECT ON sales.t TO stranger");

    String plan = lab.install("plan").end().expect(0).output();

    assertTrue(plan.contains("make app_ro a member of pgv_readonly"), plan);
    assertTrue(plan.contains("note: not declared in main: role stranger, which may log in"), plan);
    assertTrue(plan.contains("stranger has SELECT on 1 tables in app.sales"), plan);
    lab.install("apply").end().expect(0);
    lab.install("plan", "--check").end().expect(0);
  }

  private void sql(String host, String text) {
    lab.shell(host, "runuser -u postgres -- psql -v ON_ERROR_STOP=1 -d app -c \"" + text + "\"")
        .expect(0);
  }

  @Test
  @Order(7)
  void keepsWhatADroppedRoleOwned() throws IOException {
    String primary = lab.primary().orElseThrow();
    sql(
        primary,
        "GRANT CREATE ON SCHEMA sales TO auditor; SET ROLE auditor;"
            + " CREATE TABLE sales.findings AS SELECT 42 AS answer");
    String site = Files.readString(lab.site());
    Files.writeString(
        lab.site(),
        site.replace("readers: [auditor]", "readers: [app_ro]")
            .replace("{ name: auditor, auth: certificate }", "{ name: auditor, state: absent }")
            .replaceAll(" *- \\{ roles: \\[auditor\\].*\n", "")
            .replace(
                "state: absent }", "state: absent }\n      - { name: stranger, state: absent }"));

    lab.install("apply").end().expect(0);

    Run.Ended kept =
        lab.shell(
            primary,
            "runuser -u postgres -- psql -d app -Atc \"SELECT tableowner, answer, (SELECT count(*)"
                + " FROM pg_roles WHERE rolname IN ('auditor', 'stranger')) FROM pg_tables,"
                + " sales.findings WHERE tablename = 'findings'\"");
    assertEquals("app_owner|42|0\n", kept.output(), kept.toString());
  }

  @AfterAll
  void comeBack() throws IOException {
    try (directory;
        realm) {
      Files.writeString(lab.site(), before);
      lab.install("apply").end().expect(0);
    }
  }
}
