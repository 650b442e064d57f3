package org.pgv.installer.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgv.installer.probe.Firewall;
import org.pgv.installer.probe.Network;
import org.pgv.manifests.value.IpAddress;

class FirewallJudgeTest {
  private static final IpAddress HERE = new IpAddress("10.0.5.9");

  @ParameterizedTest
  @CsvSource({
    "10.0.5.0/24, true",
    "10.0.5.9/32, true",
    "0.0.0.0/0, true",
    "10.0.6.0/24, false",
    "site, false",
    "samenet, false",
    "local, false"
  })
  void refusesRulesThatWouldNotLetThisMachineIn(String admins, boolean fine) {
    List<Finding> findings =
        findings(admins, new Firewall(Optional.of(HERE), List.of(), false, List.of()));

    assertEquals(
        fine
            ? List.of()
            : List.of(
                "pg1: this machine comes from 10.0.5.9, which is in none of 'firewall.admins'"),
        said(findings));
  }

  @Test
  void asksNothingOfAHostThatIsThisMachine() {
    assertEquals(List.of(), findings("10.0.6.0/24", Firewall.NONE));
  }

  @Test
  void tellsWhatWasChangedByHandAndWhoElseFilters() {
    Firewall changed =
        new Firewall(
            Optional.of(HERE), List.of("+ tcp dport 8080 accept"), false, List.of("inet filter"));

    assertEquals(
        List.of(
            "pg1: rules were changed by hand: + tcp dport 8080 accept",
            "pg1: packets also pass inet filter"),
        said(findings("10.0.5.0/24", changed)));
  }

  @Test
  void goesOnBesideOthers() {
    Firewall other = new Firewall(Optional.of(HERE), List.of(), false, List.of("inet filter"));

    assertEquals(Severity.WARNING, findings("10.0.5.0/24", other).getFirst().rule().severity());
  }

  @Test
  void hasNothingToSayWhereTheSiteLeavesItsHostsToOthers() {
    Firewall others = new Firewall(Optional.of(HERE), List.of(), true, List.of("inet filter"));

    assertEquals(List.of(), new FirewallJudge().judge(with(SiteHosts.fine(), others).subject()));
  }

  private static List<Finding> findings(String admins, Firewall found) {
    SiteHosts hosts = new SiteHosts("firewall: { admins: ['" + admins + "'] }");
    return new FirewallJudge().judge(with(hosts, found).subject());
  }

  private static SiteHosts with(SiteHosts hosts, Firewall found) {
    Network network = hosts.of("pg1").facts().network();
    return hosts.with("pg1", new Network(network.listeners(), network.links(), found));
  }

  private static List<String> said(List<Finding> findings) {
    return findings.stream().map(finding -> finding.host() + ": " + finding.what()).toList();
  }
}
