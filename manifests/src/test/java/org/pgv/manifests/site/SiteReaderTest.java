package org.pgv.manifests.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.site.Availability.RecoveryTime;
import org.pgv.manifests.site.Availability.Replication;
import org.pgv.manifests.value.HostName;

class SiteReaderTest {
  private static final Path EXAMPLES = Path.of(System.getProperty("pgv.root", ".."), "examples");
  private static final String GOOD =
      """
      apiVersion: pgv/v1
      site: demo
      domain: demo.internal
      hosts:
        - { name: pg1, address: 10.0.0.1, roles: [etcd] }
        - { name: pg2, address: 10.0.0.2, roles: [etcd] }
        - { name: pg3, address: 10.0.0.3, roles: [etcd] }
        - { name: infra1, address: 10.0.0.4, roles: [infra] }
      clusters:
        - name: main
          members: [pg1, pg2, pg3]
          rto: lan
          vip: 10.0.0.100/24
          roles:
            - { name: owner, memberOf: [pgv_admin] }
          databases:
            - { name: app, owner: owner }
      """;

  private static Site good(String text) {
    return SiteReader.read("site.yaml", text).orRefuse();
  }

  private static List<Problem> problems(String text) {
    Loaded.Refused<?> refused =
        assertInstanceOf(Loaded.Refused.class, SiteReader.read("site.yaml", text));
    return refused.problems();
  }

  @ParameterizedTest
  @ValueSource(strings = {"four-hosts.yaml", "three-hosts.yaml", "one-host.yaml"})
  void acceptsEveryExample(String name) {
    assertInstanceOf(Loaded.Ok.class, SiteReader.read(EXAMPLES.resolve(name)));
  }

  @Test
  void fillsInWhatIsNotWritten() {
    Site site = good(GOOD);
    Cluster cluster = site.clusters().getFirst();

    assertEquals(22, site.settings().ssh().port());
    assertEquals(Ports.USUAL, site.settings().ports());
    assertEquals(17, cluster.postgres().version());
    assertEquals(Optional.empty(), cluster.postgres().dataDirectory());
    assertEquals(Replication.QUORUM, cluster.availability().replication());
    assertEquals(RecoveryTime.LAN.timings(), cluster.availability().timings());
    assertTrue(cluster.contents().roles().getFirst().login());
    assertEquals("pg1.demo.internal", site.fqdn(new HostName("pg1")));
  }

  @Test
  void offersTheUsualServicesAndThoseOfTheFile() {
    String more =
        "services: [{ name: reports, port: 5440, to: replica, members: [pg3], maxLag: 16MB }]";
    Cluster cluster =
        good(GOOD.replace("    rto: lan", "    rto: lan\n    " + more)).clusters().getFirst();

    assertEquals(
        List.of("primary", "replica", "default", "offline", "reports"),
        cluster.services().stream().map(Service::name).toList());
    assertEquals(
        new Service(
            "reports",
            5440,
            new Service.Destination.Replica("16MB", true),
            true,
            List.of(new HostName("pg3"))),
        cluster.service("reports"));
    assertTrue(cluster.service("primary").pooled());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ name: reports }",
        "{ name: reports, port: 5432 }",
        "{ name: replica, port: 5440 }",
        "{ name: reports, port: 5440, members: [pg3] }",
        "{ name: reports, port: 5440, to: replica, maxLag: 16 }",
        "{ name: reports, port: 5440, to: replica, members: [infra1] }"
      })
  void refusesAServiceThatCannotBe(String service) {
    String text = GOOD.replace("    rto: lan", "    rto: lan\n    services: [" + service + "]");

    assertEquals(1, problems(text).size());
  }

  @Test
  void takesTheVirtualRouterFromTheAddressUnlessTheFileSaysIt() {
    assertEquals(100, good(GOOD).clusters().getFirst().availability().vip().orElseThrow().router());
    String said = GOOD.replace("vip: 10.0.0.100/24", "vip: 10.0.0.100/24\n    virtualRouter: 7");
    assertEquals(7, good(said).clusters().getFirst().availability().vip().orElseThrow().router());
  }

  @Test
  void letsDedicatedRoutersHoldTheAddress() {
    Site site =
        good(
            GOOD.replace(
                "clusters:",
                """
                  - { name: r1, address: 10.0.0.5, roles: [router] }
                  - { name: r2, address: 10.0.0.6, roles: [router] }
                clusters:\
                """));

    assertEquals(
        List.of("r1", "r2"),
        site.holdersOfAddress(site.clusters().getFirst()).stream()
            .map(host -> host.name().text())
            .toList());
  }

  @Test
  void givesTheRolesThatNobodyWasGivenToTheHostsWhoseLossCostsLeast() {
    Site site = good(GOOD.replace(", roles: [etcd]", "").replace(", roles: [infra]", ""));

    assertEquals(
        List.of("pg1", "pg2", "pg3"),
        site.withRole(Role.ETCD).stream().map(host -> host.name().text()).toList());
    assertEquals(new HostName("infra1"), site.infra().name());
  }

  @Test
  void keepsEtcdOnOneHostWhereThereAreOnlyTwo() {
    Site site =
        good(
            """
            apiVersion: pgv/v1
            site: demo
            domain: demo.internal
            hosts:
              - { name: a, address: 10.0.0.1 }
              - { name: b, address: 10.0.0.2 }
            clusters:
              - { name: main, members: [a, b] }
            """);

    assertEquals(1, site.withRole(Role.ETCD).size());
    assertEquals(Replication.SYNC, site.clusters().getFirst().availability().replication());
  }

  @Test
  void takesWhatTheSiteOverrides() {
    Site site =
        good(
            GOOD.replace(
                    "    rto: lan\n",
                    """
                        rto: wide
                        timings: { ttl: 40 }
                        parameters: { work_mem: 64MB, pg_stat_statements.max: 5000 }
                        clients: [10.0.0.0/8]
                    """)
                + "ports: { postgres: 6000 }\ntimeServers: [ntp1.corp]\nnames: dns\n");
    Cluster cluster = site.clusters().getFirst();

    assertEquals(40, cluster.availability().timings().ttl());
    assertEquals(10, cluster.availability().timings().loopWait());
    assertEquals(
        Map.of("work_mem", "64MB", "pg_stat_statements.max", "5000"),
        cluster.postgres().parameters());
    assertEquals(6000, site.settings().ports().postgres());
    assertEquals(List.of("ntp1.corp"), site.settings().timeServers());
    assertEquals(SiteSettings.Names.DNS, site.settings().names());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: pg3, address: 10.0.0.3        | name: pg2, address: 10.0.0.3       | 7  | hosts[2].name: two hosts are called pg2
          address: 10.0.0.3                   | address: 10.0.0.2                  | 7  | hosts[2].address: 10.0.0.2 is the address of pg2, too
          address: 10.0.0.3                   | address: 10.0.0.300                | 7  | hosts[2].address: not an IPv4 address: '10.0.0.300'
          address: 10.0.0.3                   | address: pg3.corp                  | 7  | hosts[2].address: not an IPv4 address: 'pg3.corp'
          address: 10.0.0.4, roles: [infra]   | address: 10.0.0.4, roles: [etcd]   | 5  | hosts: the role etcd needs an odd number of hosts, got 4
          address: 10.0.0.3, roles: [etcd]    | address: 10.0.0.3, roles: [etdc]   | 7  | hosts[2].roles: unknown role 'etdc'
          members: [pg1, pg2, pg3]            | members: [pg1, pg2, pg4]           | 11 | clusters[0].members: unknown host 'pg4'
          members: [pg1, pg2, pg3]            | members: []                        | 11 | clusters[0].members: a cluster needs at least one member
          members: [pg1, pg2, pg3]            | members: [pg1, pg2, pg1]           | 11 | clusters[0].members: pg1 is named twice
          rto: lan                            | rto: lam                           | 12 | clusters[0].rto: unknown value 'lam'
          rto: lan                            | profile: oltpp                     | 12 | clusters[0].profile: unknown value 'oltpp'
          rto: lan                            | replication: quorm                 | 12 | clusters[0].replication: unknown value 'quorm'
          rto: lan                            | timings: { ttl: 12 }               | 12 | clusters[0].timings.ttl: must be at least loopWait + 2 x retryTimeout = 15, is 12
          rto: lan                            | parameters: { port: 6000 }         | 12 | clusters[0].parameters.port: cannot be set here
          rto: lan                            | postgres: 9                        | 12 | clusters[0].postgres: must be from 13 to 18, is 9
          rto: lan                            | clients: [10.0.0.0]                | 12 | clusters[0].clients: not an address with a prefix, such as 10.77.0.100/24: '10.0.0.0'
          vip: 10.0.0.100/24                  | vip: 10.0.0.100                    | 13 | clusters[0].vip: not an address with a prefix, such as 10.77.0.100/24: '10.0.0.100'
          vip: 10.0.0.100/24                  | vip: 10.0.0.100/33                 | 13 | clusters[0].vip: a prefix has 0 to 32 bits, not 33
          vip: 10.0.0.100/24                  | vip: 10.0.0.0/24                   | 13 | clusters[0].vip: 10.0.0.0/24 is a network's address, not one for a host
          vip: 10.0.0.100/24                  | vip: 10.0.0.4/24                   | 13 | clusters[0].vip: 10.0.0.4 is the address of infra1
          memberOf: [pgv_admin]               | memberOf: [pgv_amdin]              | 15 | clusters[0].roles[0].memberOf: unknown role 'pgv_amdin'
          name: owner, memberOf               | name: pg_owner, memberOf           | 15 | clusters[0].roles[0].name: 'pg_owner' is a role of PostgreSQL's own
          owner: owner                        | owner: onwer                       | 17 | clusters[0].databases[0].owner: unknown role 'onwer'
          apiVersion: pgv/v1                  | apiVersion: pgv/v2                 | 1  | apiVersion: must be pgv/v1
          domain: demo.internal               | domain: Demo_internal              | 3  | domain: not a domain: 'Demo_internal'
          domain: demo.internal               | domian: demo.internal              | 3  | unknown key 'domian'
          """)
  void refusesWithTheLine(String replaced, String by, int line, String what) {
    List<Problem> problems = problems(GOOD.replace(replaced, by));

    assertTrue(
        problems.stream()
            .anyMatch(p -> p.where().equals("site.yaml:" + line) && p.what().equals(what)),
        problems::toString);
  }

  @Test
  void refusesAQuorumThatTheMembersCannotForm() {
    List<Problem> problems =
        problems(
            GOOD.replace("[pg1, pg2, pg3]", "[pg1, pg2]")
                .replace("rto: lan", "replication: quorum"));

    assertEquals(
        List.of("clusters[0].replication: quorum needs at least 3 members"),
        problems.stream().map(Problem::what).toList());
  }

  @Test
  void refusesAHostInTwoClusters() {
    List<Problem> problems = problems(GOOD + "  - { name: other, members: [infra1, pg3] }\n");

    assertEquals(
        List.of("clusters[1].members: pg3 is a member of cluster main, too"),
        problems.stream().map(Problem::what).toList());
  }

  @Test
  void refusesARouterThatCouldBelongToEitherCluster() {
    List<Problem> problems =
        problems(
            GOOD.replace("roles: [infra] }", "roles: [infra, router] }")
                    .replace("[pg1, pg2, pg3]", "[pg1, pg2]")
                + "  - { name: other, members: [pg3] }\n");

    assertEquals(
        List.of("hosts: infra1 is a router and no member, and there are several clusters"),
        problems.stream().map(Problem::what).toList());
  }

  @Test
  void refusesAVipThatMembersCannotCarry() {
    List<Problem> problems = problems(GOOD.replace("10.0.0.100/24", "10.0.9.100/24"));

    assertEquals(3, problems.size());
    assertEquals(
        "clusters[0].vip: pg1 (10.0.0.1) is not in the network of 10.0.9.100/24",
        problems.getFirst().what());
  }

  @Test
  void saysAllMistakesAtOnce() {
    List<Problem> problems =
        problems(
            GOOD.replace("10.0.0.2", "10.0.0.1")
                .replace("members: [pg1,", "members: [gp1,")
                .replace("rto: lan", "rto: fast"));

    assertEquals(3, problems.size());
    assertEquals("did you mean 'pg1'?", problems.get(1).hint());
  }

  @Test
  void readsTheSameSiteEachTime() {
    assertEquals(good(GOOD), good(GOOD));
  }

  @Test
  void backsUpToTheHostThatKeepsBackups() {
    Site site = good(GOOD.replace("roles: [infra]", "roles: [infra, backup]"));

    Backup backup = site.clusters().getFirst().backup().orElseThrow();

    assertEquals(
        new Repository.Posix(new HostName("infra1"), "/var/lib/pgbackrest"), backup.repository());
    assertEquals(14, backup.keepDays());
  }

  @Test
  void backsNothingUpWhereNoHostKeepsBackups() {
    assertEquals(Optional.empty(), good(GOOD).clusters().getFirst().backup());
  }

  @Test
  void readsWhenAndWhereBackupsAreTaken() {
    String text =
        GOOD.replace("roles: [infra]", "roles: [infra, backup]")
            + """
            backup:
              repository: { kind: posix, directory: /srv/backups }
              keepDays: 30
              full: "Sat 22:00"
              drill: "Sun 05:00"
              dropWalAbove: 50GB
            """;

    Backup backup = good(text).clusters().getFirst().backup().orElseThrow();

    assertEquals(new Repository.Posix(new HostName("infra1"), "/srv/backups"), backup.repository());
    assertEquals(30, backup.keepDays());
    assertEquals(Optional.of("50GB"), backup.dropWalAbove());
    assertEquals(
        new Backup.Schedule("Sat 22:00", "Mon..Sat 01:00", "Wed 03:00", Optional.of("Sun 05:00")),
        backup.schedule());
  }

  @Test
  void refusesBackupsThatNobodyKeepsAndTimesThatAreNone() {
    List<Problem> problems =
        problems(
            GOOD
                + "backup: { repository: { kind: posix }, full: '$(reboot)', dropWalAbove: much }\n");

    assertEquals(3, problems.size(), problems.toString());
  }
}
