package org.pgv.installer.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pgv.manifests.site.Ports;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.value.HostName;

/**
 * Puts together what routers and members logged: a member sees a router come, and the router knows
 * for whom. Both know the router's address and port, which is one connection's at a time.
 */
final class Sessions {
  /** Between the lines of two hosts of one connection, whose clocks may differ a little. */
  private static final Duration CLOSE = Duration.ofSeconds(10);

  private final Site site;
  private final Map<String, List<Routed>> routed = new HashMap<>();
  private final Set<Routed> found = new HashSet<>();
  private final List<Session> all = new ArrayList<>();

  /** What a router passed on. */
  private record Routed(HostName router, Passage passage) {}

  private Sessions(Site site) {
    this.site = site;
  }

  /** All of them, the earliest first. */
  static List<Session> of(Site site, List<HostLog> logs) {
    Sessions sessions = new Sessions(site);
    for (HostLog log : logs) {
      for (Passage passage : log.passages()) {
        sessions
            .routed
            .computeIfAbsent(passage.from() + ">" + passage.to(), _ -> new ArrayList<>())
            .add(new Routed(log.host(), passage));
      }
    }
    logs.forEach(log -> log.arrivals().forEach(sessions::add));
    sessions.routed.values().forEach(each -> each.forEach(sessions::addWithoutArrival));
    sessions.all.sort(Comparator.comparing(Session::begin).thenComparing(Session::client));
    return List.copyOf(sessions.all);
  }

  private void add(Arrival arrival) {
    String member = arrival.at().member().text();
    boolean pooled = arrival.at().pooler();
    Optional<Routed> by = router(arrival);
    if (by.isEmpty() && isLookOfOurs(arrival)) {
      return;
    }
    by.ifPresent(found::add);
    all.add(
        new Session(
            by.map(one -> one.passage().at()).orElse(arrival.begin()),
            by.map(one -> one.passage().client()).orElse(arrival.from()),
            new Session.Way(
                by.map(one -> one.router().text()).orElse("-"),
                by.map(one -> one.passage().service()).orElse("-"),
                member,
                pooled),
            arrival.login(),
            arrival.end()));
  }

  /** Programs of the site look again and again whether a server answers, as nobody. */
  private boolean isLookOfOurs(Arrival arrival) {
    String from = arrival.from().substring(0, arrival.from().lastIndexOf(':'));
    return arrival.login().equals(Login.NONE)
        && (from.equals("127.0.0.1")
            || site.hosts().stream().anyMatch(host -> host.address().text().equals(from)));
  }

  private Optional<Routed> router(Arrival arrival) {
    Ports ports = site.settings().ports();
    int port = arrival.at().pooler() ? ports.pooler() : ports.postgres();
    String to = site.host(arrival.at().member()).address() + ":" + port;
    return routed.getOrDefault(arrival.from() + ">" + to, List.of()).stream()
        .filter(one -> !found.contains(one) && apart(one, arrival.begin()).compareTo(CLOSE) < 0)
        .min(Comparator.comparing(one -> apart(one, arrival.begin())));
  }

  private static Duration apart(Routed one, Instant at) {
    return Duration.between(one.passage().at(), at).abs();
  }

  /** Whoever came as far as a router, and said nothing that a server would have logged. */
  private void addWithoutArrival(Routed one) {
    if (found.contains(one)) {
      return;
    }
    Passage passage = one.passage();
    boolean pooled = passage.to().endsWith(":" + site.settings().ports().pooler());
    all.add(
        new Session(
            passage.at(),
            passage.client(),
            new Session.Way(one.router().text(), passage.service(), passage.to(), pooled),
            Login.NONE,
            Optional.empty()));
  }
}
