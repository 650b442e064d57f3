package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgv.acceptance.PortScan.Place;

/** Who gets in where, found by trying, at a site whose hosts drop what was not declared. */
@Order(4)
@ExtendWith(Lab.Shared.class)
class FirewallIT {
  private static final int DRIFT = 8;
  private static final int REFUSED = 7;

  /** In a network that the site file does not name; the hosts know a way back to it. */
  private static final String OUTSIDE = "192.0.2.7";

  private static final Place OUTSIDE_PLACE =
      new Place("outside", "admin", "-S " + OUTSIDE + " -e br0");

  private final Lab lab;
  private final PortScan scan;

  FirewallIT(Lab lab) {
    this.lab = lab;
    this.scan = new PortScan(lab);
  }

  @Test
  @Order(1)
  void aScanFindsExactlyTheDeclaredTable()
      throws IOException, InterruptedException, ExecutionException {
    JsonNode ways = table();
    NavigableSet<String> declared = new TreeSet<>();
    NavigableSet<String> found = new TreeSet<>();
    List<Place> places = new ArrayList<>(Lab.HOSTS.stream().map(Place::host).toList());
    places.add(Place.host("admin"));
    places.add(OUTSIDE_PLACE);
    NavigableSet<String> ports = known(ways);
    Lab.HOSTS.forEach(host -> ports.addAll(listening(host)));
    openTheWayFromOutside();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<NavigableSet<String>>> scans = new ArrayList<>();
      for (Place place : places) {
        List<String> others = Lab.HOSTS.stream().filter(h -> !h.equals(place.name())).toList();
        scans.add(executor.submit(() -> scan.from(place, others, ports)));
        ways.forEach(way -> expected(way, place.name()).ifPresent(declared::add));
      }
      for (Future<NavigableSet<String>> each : scans) {
        found.addAll(each.get());
      }
    } finally {
      closeTheWayFromOutside();
    }

    assertEquals(String.join("\n", declared), String.join("\n", found));
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

  private JsonNode table() throws IOException {
    String said = lab.ask("ports", "--json").end().expect(0).output();
    return new JsonMapper().readTree(said).path("ways");
  }

  /** The ports of the table, in nmap's words. */
  private static NavigableSet<String> known(JsonNode ways) {
    NavigableSet<String> ports = new TreeSet<>();
    for (JsonNode way : ways) {
      int port = way.path("port").asInt();
      if (port != 0) {
        ports.add(way.path("protocol").asText().equals("tcp") ? "T:" + port : "U:" + port);
      }
    }
    return ports;
  }

  private List<String> listening(String host) {
    return lab.inNetworkOf(host, "ss -Hltn | awk '{ sub(\".*:\", \"T:\", $4); print $4 }'")
        .expect(0)
        .output()
        .lines()
        .toList();
  }

  private Optional<String> expected(JsonNode way, String from) {
    int port = way.path("port").asInt();
    return port == 0 || way.path("host").asText().equals(from) || !lets(way, from)
        ? Optional.empty()
        : Optional.of(
            "%s -> %s %s %d"
                .formatted(
                    from, way.path("address").asText(), way.path("protocol").asText(), port));
  }

  /** All of the site is in one network, and its file names no other but single addresses. */
  private boolean lets(JsonNode way, String from) {
    String address = from.equals("outside") ? OUTSIDE : lab.address(from);
    if (way.path("source").asText().equals("samenet")) {
      return !from.equals("outside");
    }
    for (JsonNode network : way.path("networks")) {
      if (network.asText().equals(address + "/32")) {
        return true;
      }
    }
    return false;
  }

  private void openTheWayFromOutside() {
    lab.inNetworkOf("admin", "ip address add " + OUTSIDE + "/24 dev br0").expect(0);
    for (String host : Lab.HOSTS) {
      lab.inNetworkOf(host, "ip route add 192.0.2.0/24 dev host0").expect(0);
    }
    assertTrue(scan.isAnsweredBy(OUTSIDE_PLACE, Lab.HOSTS), "there is a way back to the outside");
  }

  private void closeTheWayFromOutside() {
    lab.inNetworkOf("admin", "ip address del " + OUTSIDE + "/24 dev br0");
    for (String host : Lab.HOSTS) {
      lab.inNetworkOf(host, "ip route del 192.0.2.0/24 dev host0");
    }
  }
}
