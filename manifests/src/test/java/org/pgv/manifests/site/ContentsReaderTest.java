package org.pgv.manifests.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.site.AccessRule.Method;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Network;

class ContentsReaderTest {
  private static final String SITE =
      """
      apiVersion: pgv/v1
      site: demo
      domain: demo.internal
      hosts:
        - { name: pg1, address: 10.0.0.1 }
        - { name: infra1, address: 10.0.0.4 }
      clusters:
        - name: main
          members: [pg1]
          databases:
            - { name: app, owner: owner, schemas: [{ name: sales, readers: [reader] }] }
          roles:
            - { name: owner }
            - { name: reader, auth: certificate, until: 2030-02-28, connectionLimit: 2 }
            - { name: person, auth: external }
      """;

  private static Contents read(String more) {
    return SiteReader.read("site.yaml", SITE + more.indent(4))
        .orRefuse()
        .clusters()
        .getFirst()
        .contents();
  }

  private static List<String> problems(String text) {
    Loaded.Refused<?> refused =
        assertInstanceOf(Loaded.Refused.class, SiteReader.read("site.yaml", text));
    return refused.problems().stream()
        .map(problem -> problem.where() + " " + problem.what())
        .toList();
  }

  @Test
  void slotsOfAllDatabasesStandInOneListBesideThoseOfMembers() {
    String slots = "schemas: [{ name: sales, readers: [reader] }]";
    String two = SITE.replace(slots, "slots: [{ name: a }, { name: b, plugin: wal2json }]");
    String wrong = "slots: [{ name: a }, { name: a }, { name: pg1 }, { name: A-b }]";

    assertEquals(
        List.of(new Database.Slot("a", "pgoutput"), new Database.Slot("b", "wal2json")),
        SiteReader.read("site.yaml", two)
            .orRefuse()
            .clusters()
            .getFirst()
            .contents()
            .databases()
            .getFirst()
            .slots());
    assertEquals(
        List.of(
            "site.yaml:11 clusters[0].databases[0].slots[1].name: two slots are called a",
            "site.yaml:11 clusters[0].databases[0].slots[2].name: Patroni calls the slot of a host pg1",
            "site.yaml:11 clusters[0].databases[0].slots[3].name: not a slot's name: 'A-b'"
                + " (lower-case letters, digits and _; at most 63)"),
        problems(SITE.replace(slots, wrong)));
    assertEquals(
        List.of("site.yaml:16 clusters[0].parameters: slots need 'wal_level: logical'"),
        problems(two + "    parameters: { wal_level: replica }\n"));
  }

  @Test
  void countsTheLastDayOfARoleToItsEnd() {
    assertEquals(
        new DatabaseRole.Terms(
            Authentication.CERTIFICATE, Optional.of(Instant.parse("2030-03-01T00:00:00Z")), 2),
        read("").role("reader").orElseThrow().terms());
  }

  @Test
  void letsInWhomASchemaNames() {
    assertEquals(
        List.of("pgv_readonly", "pgv_readwrite", "pgv_admin", "pgv_offline", "reader"),
        read("").databases().getFirst().visitors());
  }

  @Test
  void letsEveryRoleComeFromTheMembersNetworksWhereNothingIsSaid() {
    AccessRule only = read("").access().getFirst();

    assertEquals(Method.DECLARED, only.proof().method());
    assertEquals(
        List.of(new Source.Local(), new Source.Routers(), new Source.SameNetwork()), only.from());
  }

  @Test
  void readsSources() {
    AccessRule only =
        read("access: [{ roles: [owner], from: [local, site, 'hosts:pg1,infra1', 10.1.0.0/16] }]")
            .access()
            .getFirst();

    assertEquals(
        List.of(
            new Source.Local(),
            new Source.WholeSite(),
            new Source.Hosts(List.of(new HostName("pg1"), new HostName("infra1"))),
            new Source.Range(Network.parse("10.1.0.0/16"))),
        only.from());
    assertEquals("site.yaml:16", only.where());
  }

  @Test
  void knowsARoleThatMustGoOnlyAsThat() {
    String site =
        SITE.replace("- { name: person, auth: external }", "- { name: x, state: absent }");

    assertEquals(
        List.of("x"),
        SiteReader.read("s", site).orRefuse().clusters().getFirst().contents().removal().roles());
    assertEquals(
        List.of("site.yaml:11 databases[0].owner: unknown role 'x'"),
        problems(site.replace("owner: owner, schemas", "owner: x, schemas")).stream()
            .map(text -> text.replace("clusters[0].", ""))
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          roles: [ower], from: [local]                       | roles: unknown role 'ower'
          roles: [owner], from: [elsewhere]                  | from: not a source: 'elsewhere'
          roles: [owner], from: ['hosts:pg7']                | from: unknown host 'pg7'
          roles: [owner], from: [local], databases: [apq]    | databases: unknown database 'apq'
          roles: [owner], from: [0.0.0.0/0]                  | from: nobody may come from everywhere
          roles: [owner], from: [site], method: peer         | method: peer works on the server's own
          roles: [owner], from: [site], method: cert         | method: owner cannot prove itself so
          roles: [reader], from: [site], method: scram       | method: reader cannot prove itself so
          roles: [person], from: [site]                      | method: person cannot prove itself so
          roles: [person], from: [site], method: ldap        | options: ldap needs an ldapserver
          roles: [person], from: [site], method: gss, options: { krb_realm: A }     | options: nobody gets in
          roles: [person], from: [site], method: gss, options: { include_realm: 0 } | options: people of every realm
          roles: [owner], from: []                           | from: needs at least one entry
          roles: [owner], from: [site], options: { a: b }    | unknown key 'a'
          """)
  void refusesARuleThatCannotWork(String rule, String problem) {
    List<String> found = problems(SITE + "    access: [{ " + rule + " }]\n");

    assertEquals(
        1, found.stream().filter(text -> text.contains(problem)).count(), found.toString());
    assertEquals("site.yaml:16", found.getFirst().split(" ", 2)[0]);
  }

  @Test
  void refusesNamesThatComponentsProveThemselvesBy() {
    String site = SITE.replace("name: person", "name: root");

    assertEquals(
        List.of(
            "site.yaml:15 clusters[0].roles[2].name: 'root' is what a component is called in its certificates"),
        problems(site));
  }
}
