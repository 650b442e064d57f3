package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.pgv.acceptance.PortScan.Place;

/** Who gets in where, found by trying, at a site whose hosts drop what was not declared. */
@Order(4)
@InSharedLab
class FirewallIT {
  private static final int DRIFT = 8;
  private static final int REFUSED = 7;

  private final Lab lab;
  private final PortScan scan;

  FirewallIT(Lab lab) {
    this.lab = lab;
    this.scan = new PortScan(lab);
  }

  @Test
  @Order(1)
  void aScanFindsExactlyTheDeclaredTable() throws IOException {
    Doors doors = new Doors(lab);
    NavigableSet<String> declared = doors.declared();

    assertEquals(String.join("\n", declared), String.join("\n", doors.found()));
    assertTrue(declared.size() > 60, declared.toString());
  }

  @Test
  @Order(2)
  void aPortOpenedByHandIsFoundIsDriftAndIsClosedAgain() {
    String door = "pg1 -> " + lab.address("pg2") + " tcp 8080";
    lab.shell("pg2", "nft add rule inet pgv input tcp dport 8080 accept").expect(0);
    lab.shell("pg3", "nft flush ruleset").expect(0);

    assertTrue(scan.from(Place.host("pg1"), List.of("pg2"), List.of("T:8080")).contains(door));
    Run.Ended plan = lab.install("plan", "--check").end().expect(DRIFT);
    Run.Ended check = lab.install("check").end().expect(0);
    lab.install("apply").end().expect(0);

    assertTrue(plan.output().contains("+ tcp dport 8080 accept"), plan.toString());
    assertTrue(check.output().contains("firewall-changed"), check.toString());
    assertEquals("", lab.shell("pg2", "nft list ruleset | grep 8080").output());
    assertTrue(rules("pg3").contains("policy drop"));
    lab.install("plan", "--check").end().expect(0);
  }

  @Test
  @Order(3)
  void aHostThatLostPowerHasItsRulesBeforeAnythingListens() {
    String before = rules("infra1");
    lab.sandbox("power", "off", "infra1").end().expect(0);
    lab.sandbox("power", "on", "infra1").end().expect(0);

    assertEquals(before, rules("infra1"));
    long loaded = micros("pgv-firewall", "ActiveEnterTimestampMonotonic");
    for (String service : List.of("ssh", "systemd-networkd", "nginx", "pgbackrest")) {
      long started = micros(service, "InactiveExitTimestampMonotonic");
      assertTrue(started == 0 || loaded < started, service + ": " + loaded + " " + started);
    }
    lab.shell("infra1", "systemctl is-system-running --wait").expect(0);
  }

  @Test
  @Order(4)
  void rulesThatWouldShutTheInstallerOutAreRefusedOrTakenBack()
      throws IOException, InterruptedException {
    String site = Files.readString(lab.site());
    String before = rules("pg1");
    Files.writeString(
        lab.site(),
        site.replaceFirst(
            "firewall: .*", "firewall: { admins: [192.0.2.0/24], trialSeconds: 10 }"));
    try {
      Run.Ended refused = lab.install("apply").end().expect(REFUSED);
      assertTrue(refused.all().contains("firewall-ssh"), refused.toString());
      assertEquals(before, rules("pg1"));

      Run.Ended waived = lab.install("apply", "--waive", "firewall-ssh").end();
      assertNotEquals(0, waived.code(), waived.toString());
      assertTrue(waived.errors().contains("firewall.admins"), waived.toString());
    } finally {
      Files.writeString(lab.site(), site);
    }
    for (String host : Lab.HOSTS) {
      lab.shell(
          host,
          "timeout 20 sh -c 'while systemctl -q is-active pgv-trial.timer; do sleep 1; done'");
    }
    assertEquals(before, rules("pg1"));
    lab.install("plan", "--check").end().expect(0);
  }

  @Test
  @Order(5)
  void isTakenAwayAndPutBackWhileTheSiteWorks() throws IOException {
    String site = Files.readString(lab.site());
    String primary = lab.primary().orElseThrow();
    Files.writeString(lab.site(), site.replaceFirst("firewall: .*\n", ""));
    lab.install("apply").end().expect(0);

    for (String host : Lab.HOSTS) {
      assertEquals("", rules(host), host);
    }
    lab.install("plan", "--check").end().expect(0);
    Files.writeString(lab.site(), site);
    lab.install("apply").end().expect(0);

    assertEquals(Optional.of(primary), lab.primary());
    assertTrue(rules("pg1").contains("policy drop"));
    lab.install("plan", "--check").end().expect(0);
  }

  private String rules(String host) {
    return lab.shell(host, "nft -s list ruleset").expect(0).output();
  }

  /** Microseconds since the host started; 0 where the unit never did. */
  private long micros(String unit, String property) {
    String shown =
        lab.shell("infra1", "systemctl show --value -p " + property + " " + unit)
            .expect(0)
            .output();
    return Long.parseLong(shown.strip());
  }
}
