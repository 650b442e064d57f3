package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pgv.acceptance.PortScan.Place;

/**
 * Who gets in where: as the site's table of ports says, and as it is found by trying, from every
 * host, from the admin's place, and from a network that nobody named.
 */
final class Doors {
  /** In a network that the site file does not name; the hosts know a way back to it. */
  private static final String OUTSIDE = "192.0.2.7";

  private static final Place OUTSIDE_PLACE =
      new Place("outside", "admin", "-S " + OUTSIDE + " -e br0");

  private final Lab lab;
  private final PortScan scan;
  private final JsonNode table;

  /** As the table is now. */
  Doors(Lab lab) throws IOException {
    this.lab = lab;
    this.scan = new PortScan(lab);
    String said = lab.ask("ports", "--json").end().expect(0).output();
    this.table = new JsonMapper().readTree(said).path("ways");
  }

  /** Lines {@code from -> address protocol port} of the table. */
  NavigableSet<String> declared() {
    NavigableSet<String> declared = new TreeSet<>();
    for (JsonNode way : table) {
      places().forEach(place -> expected(way, place.name()).ifPresent(declared::add));
    }
    return declared;
  }

  /** The same of what lets somebody in. */
  NavigableSet<String> found() {
    NavigableSet<String> ports = known();
    Lab.HOSTS.forEach(host -> ports.addAll(listening(host)));
    try {
      openTheWayFromOutside();
      return places()
          .parallel()
          .flatMap(place -> scan.from(place, others(place), ports).stream())
          .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    } finally {
      closeTheWayFromOutside();
    }
  }

  private static Stream<Place> places() {
    return Stream.concat(
        Stream.concat(Lab.HOSTS.stream(), Stream.of("admin")).map(Place::host),
        Stream.of(OUTSIDE_PLACE));
  }

  private static List<String> others(Place place) {
    return Lab.HOSTS.stream().filter(host -> !host.equals(place.name())).toList();
  }

  /** The ports of the table, in nmap's words. */
  private NavigableSet<String> known() {
    NavigableSet<String> ports = new TreeSet<>();
    for (JsonNode way : table) {
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
