package org.pgv.installer.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.site.AccessRule;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteReader;

class ConnectionRulesTest {
  private static final String SITE =
      """
      apiVersion: pgv/v1
      site: demo
      domain: demo.internal
      hosts:
        - { name: pg1, address: 10.0.0.1 }
        - { name: pg2, address: 10.0.0.2 }
        - { name: infra1, address: 10.0.0.4 }
      clusters:
        - name: main
          members: [pg1, pg2]
          replication: async
          databases: [{ name: app, owner: owner }]
          roles:
            - { name: owner }
            - { name: service, auth: certificate }
            - { name: person, auth: external, memberOf: [staff] }
            - { name: staff, login: false }
            - { name: reports, memberOf: [pgv_offline] }
      """;

  private static ConnectionRules rules(String access) {
    Site site = SiteReader.read("site.yaml", SITE + access.indent(4)).orRefuse();
    return new ConnectionRules(site, site.clusters().getFirst(), "postgres");
  }

  /** What stands below the lines that every cluster has. */
  private static List<String> server(String access) {
    List<String> all = rules(access).ofServer();
    int own = all.indexOf("host all postgres,replicator,rewind,pgbouncer all reject");
    return all.subList(own + 1, all.size());
  }

  private static List<String> pooler(String access) {
    List<String> all = rules(access).ofPooler();
    return all.subList(1, all.size());
  }

  @Test
  void quotesNamesThatAreNotPlain() {
    String site =
        SITE.replace("service,", "Svc@corp,")
            .replace("{ name: staff,", "{ name: Team.A,")
            .replace("[staff]", "[Team.A]");
    Site read =
        SiteReader.read(
                "site.yaml",
                site + "    access: [{ roles: [owner, Svc@corp, +Team.A], from: [routers] }]\n")
            .orRefuse();
    ConnectionRules rules = new ConnectionRules(read, read.clusters().getFirst(), "postgres");

    List<String> all = rules.ofServer();
    assertTrue(all.contains("hostssl all \"Svc@corp\" 10.0.0.1/32 cert"), all.toString());
    assertTrue(
        all.contains("hostssl all owner,+\"Team.A\" 10.0.0.1/32 scram-sha-256"), all.toString());
    assertTrue(
        rules.ofPooler().contains("host all \"Svc@corp\",person 10.0.0.1/32 reject"),
        rules.ofPooler().toString());
  }

  @Test
  void letsTheSuperuserInFromItsOwnHostOnlyWhateverTheSiteSays() {
    List<String> all = rules("access: [{ roles: [all], from: [10.0.0.0/8] }]").ofServer();

    assertEquals("local all postgres peer", all.getFirst());
    assertTrue(
        all.indexOf("host all postgres,replicator,rewind,pgbouncer all reject")
            < all.indexOf("hostssl all all 10.0.0.0/8 scram-sha-256"),
        all.toString());
  }

  @Test
  void takesEachRoleByItsOwnProofWhereNothingIsSaid() {
    assertEquals(
        List.of(
            "hostssl all service 127.0.0.1/32 cert",
            "hostssl all service 10.0.0.1/32 cert",
            "hostssl all service 10.0.0.2/32 cert",
            "hostssl all service samenet cert",
            "local all all scram-sha-256",
            "hostssl all all 127.0.0.1/32 scram-sha-256",
            "hostssl all all 10.0.0.1/32 scram-sha-256",
            "hostssl all all 10.0.0.2/32 scram-sha-256",
            "hostssl all all samenet scram-sha-256"),
        server(""));
    assertEquals(
        List.of(
            "host all reports all reject",
            "host all service,person 127.0.0.1/32 reject",
            "hostssl all all 127.0.0.1/32 scram-sha-256"),
        pooler("").subList(0, 3));
  }

  @Test
  void keepsTheOrderOfRulesAndNamesHosts() {
    String access =
        """
        access:
          - { roles: [owner], databases: [app], from: ['hosts:infra1,pg2'] }
          - { roles: [all], from: ['hosts:infra1'], method: reject }
          - { roles: [+staff], from: [10.9.0.0/16], method: ldap, options: { ldapserver: ldap.corp, ldaptls: 1, ldapprefix: 'uid=' } }
        """;

    assertEquals(
        List.of(
            "local app owner scram-sha-256",
            "hostssl app owner 10.0.0.4/32 scram-sha-256",
            "hostssl app owner 10.0.0.2/32 scram-sha-256",
            "host all all 10.0.0.4/32 reject",
            "hostssl all +staff 10.9.0.0/16 ldap ldapprefix=\"uid=\" ldapserver=\"ldap.corp\""
                + " ldaptls=\"1\""),
        server(access));
    assertEquals(
        List.of("host all reports all reject", "hostssl app owner 10.0.0.2/32 scram-sha-256"),
        pooler(access));
  }

  @Test
  void letsNobodyWithoutAPasswordThroughThePooler() {
    String access =
        """
        access:
          - { roles: [+staff], from: [site], method: gss, options: { include_realm: 0, krb_realm: CORP } }
          - { roles: [all], from: [routers] }
        """;

    assertEquals(
        List.of(
            "host all reports all reject",
            "host all person 10.0.0.1/32 reject",
            "host all person 10.0.0.2/32 reject",
            "host all service,person 10.0.0.1/32 reject",
            "hostssl all all 10.0.0.1/32 scram-sha-256",
            "host all service,person 10.0.0.2/32 reject",
            "hostssl all all 10.0.0.2/32 scram-sha-256"),
        pooler(access));
  }

  @Test
  void findsRulesThatNeverDecide() {
    String access =
        """
        access:
          - { roles: [all], databases: [app], from: [10.0.0.0/8] }
          - { roles: [owner], databases: [app], from: [site], method: scram }
          - { roles: [all], from: [10.9.0.0/16] }
          - { roles: [+staff], from: [10.9.0.0/16], method: reject }
          - { roles: [person], from: [10.9.1.0/24], method: reject }
          - { roles: [owner], from: [local] }
        """;

    assertEquals(
        List.of(
            "site.yaml:21 behind [site.yaml:20]",
            "site.yaml:23 behind [site.yaml:22]",
            "site.yaml:24 behind [site.yaml:22]"),
        rules(access).shadowed().stream()
            .map(
                one ->
                    one.rule().where()
                        + " behind "
                        + one.by().stream().map(AccessRule::where).toList())
            .toList());
  }
}
