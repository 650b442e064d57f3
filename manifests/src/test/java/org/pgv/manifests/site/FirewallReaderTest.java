package org.pgv.manifests.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.site.Firewall.Opening;
import org.pgv.manifests.site.Firewall.Transport;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Network;

class FirewallReaderTest {
  private static final String SITE =
      """
      apiVersion: pgv/v1
      site: demo
      domain: demo.internal
      %s
      hosts:
        - { name: pg1, address: 10.77.0.11 }
        - { name: infra1, address: 10.77.0.14 }
      clusters:
        - { name: main, members: [pg1] }
      """;

  private static Site good(String settings) {
    return SiteReader.read("site.yaml", SITE.formatted(settings)).orRefuse();
  }

  private static List<String> problems(String settings) {
    Loaded.Refused<?> refused =
        assertInstanceOf(
            Loaded.Refused.class, SiteReader.read("site.yaml", SITE.formatted(settings)));
    return refused.problems().stream().map(problem -> problem.what()).toList();
  }

  @Test
  void leavesTheHostsAsTheyAreWhereNothingIsSaid() {
    assertEquals(Optional.empty(), good("").settings().firewall());
  }

  @Test
  void readsEveryKindOfSource() {
    Firewall firewall =
        good("""
            firewall:
              admins: [10.1.0.0/16, 10.0.5.1/32]
              open:
                - { name: agent, port: 9100, from: [site, 'hosts:infra1', samenet], hosts: [pg1] }
                - { name: syslog, port: 514, transport: udp, from: [local] }
            """)
            .settings()
            .firewall()
            .orElseThrow();

    assertEquals(
        List.of(
            new Source.Range(Network.parse("10.1.0.0/16")),
            new Source.Range(Network.parse("10.0.5.1/32"))),
        firewall.admins());
    HostName pg1 = new HostName("pg1");
    HostName infra1 = new HostName("infra1");
    assertEquals(
        List.of(
            new Opening(
                "agent",
                Transport.TCP,
                9100,
                List.of(
                    new Source.WholeSite(),
                    new Source.Hosts(List.of(infra1)),
                    new Source.SameNetwork()),
                List.of(pg1)),
            new Opening(
                "syslog", Transport.UDP, 514, List.of(new Source.Local()), List.of(pg1, infra1))),
        firewall.openings());
    assertEquals(30, firewall.trialSeconds());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          firewall: {}                                          | firewall.admins: must name the networks that administrators come from
          firewall: { admins: [offce] }                         | firewall.admins: not a source: 'offce' (local, site, routers, samenet, hosts:NAME,NAME or a network such as 10.0.0.0/8)
          firewall: { admins: ['hosts:pg2'] }                   | firewall.admins: unknown host 'pg2'; did you mean 'pg1'?
          firewall: { admins: [site], open: [{ name: a, port: 5432, from: [site] }] } | firewall.open[0].port: port 5432 is one of the site's own
          firewall: { admins: [site], open: [{ name: a, port: 9100 }] }  | firewall.open[0].from: must say who may use it
          firewall: { admins: [site], open: [{ name: 'a\"b', port: 9100, from: [site] }] }  | firewall.open[0].name: not a name for a port: 'a\"b' (letters, digits, blanks, '.', '_', '-')
          """)
  void saysWhatIsWrong(String settings, String problem) {
    assertEquals(problem, problems(settings).getFirst());
  }

  @Test
  void laysPortsOutAsPgVillageDoes() {
    Ports ports = good("ports: { layout: pgvillage }").settings().ports();

    assertEquals(25432, ports.postgres());
    assertEquals(5432, ports.services().direct());
    assertEquals(5433, ports.services().offline());
    assertEquals(ports.all().size(), ports.all().stream().distinct().count());
  }

  @Test
  void refusesARouterOnTheServersPort() {
    assertEquals(
        List.of("ports.default: port 5432 is used for something else, too"),
        problems("ports: { layout: pgvillage, postgres: 5432 }"));
  }
}
