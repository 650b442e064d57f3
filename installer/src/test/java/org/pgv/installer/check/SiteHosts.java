package org.pgv.installer.check;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pgv.installer.check.Subject.Candidate;
import org.pgv.installer.check.Subject.Demand;
import org.pgv.installer.platform.Platform;
import org.pgv.installer.probe.Firewall;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.probe.Machine;
import org.pgv.installer.probe.Machine.Capacity;
import org.pgv.installer.probe.Machine.Identity;
import org.pgv.installer.probe.Machine.Mount;
import org.pgv.installer.probe.Machine.OperatingSystem;
import org.pgv.installer.probe.Managed;
import org.pgv.installer.probe.Network;
import org.pgv.installer.probe.Software;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.site.SiteReader;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Target;

/** A site of three members and an infra host that nothing is wrong with, to be changed by tests. */
final class SiteHosts {
  static final String SITE =
      """
      apiVersion: pgv/v1
      site: demo
      domain: demo.internal
      %s
      hosts:
        - { name: pg1, address: 10.77.0.11, roles: [etcd] }
        - { name: pg2, address: 10.77.0.12, roles: [etcd] }
        - { name: pg3, address: 10.77.0.13, roles: [etcd] }
        - { name: infra1, address: 10.77.0.14, roles: [infra] }
      clusters:
        - { name: main, members: [pg1, pg2, pg3] }
      """;
  static final long GB = 1_000_000_000L;
  static final long GIB = 1L << 30;

  final Site site;
  private final SortedMap<HostName, Candidate> candidates = new TreeMap<>();

  SiteHosts(String settings) {
    this(SiteReader.read("site.yaml", SITE.formatted(settings)).orRefuse());
  }

  SiteHosts(Site site) {
    this.site = site;
    site.hosts().forEach(host -> candidates.put(host.name(), fine(host)));
  }

  static SiteHosts fine() {
    return new SiteHosts("");
  }

  Subject subject() {
    Target target = Target.parse("debian13");
    return new Subject(site, target, Platform.of(target), candidates);
  }

  Candidate of(String host) {
    return Objects.requireNonNull(subject().candidates().get(new HostName(host)));
  }

  SiteHosts put(Candidate candidate) {
    candidates.put(candidate.host().name(), candidate);
    return this;
  }

  SiteHosts with(String host, Machine machine) {
    HostFacts f = of(host).facts();
    return with(host, new HostFacts(f.host(), machine, f.software(), f.managed(), f.network()));
  }

  SiteHosts with(String host, Software software) {
    HostFacts f = of(host).facts();
    return with(host, new HostFacts(f.host(), f.machine(), software, f.managed(), f.network()));
  }

  SiteHosts with(String host, Managed managed) {
    HostFacts f = of(host).facts();
    return with(host, new HostFacts(f.host(), f.machine(), f.software(), managed, f.network()));
  }

  SiteHosts with(String host, Network network) {
    HostFacts f = of(host).facts();
    return with(host, new HostFacts(f.host(), f.machine(), f.software(), f.managed(), network));
  }

  SiteHosts with(String host, HostFacts facts) {
    Candidate c = of(host);
    return put(new Candidate(c.host(), facts, c.survey(), c.demand()));
  }

  SiteHosts with(String host, Survey survey) {
    Candidate c = of(host);
    return put(new Candidate(c.host(), c.facts(), survey, c.demand()));
  }

  SiteHosts with(String host, Survey.Settings settings) {
    Survey s = of(host).survey();
    return with(host, new Survey(s.clock(), s.names(), s.folders(), s.links(), settings));
  }

  SiteHosts with(String host, Survey.Names names) {
    Survey s = of(host).survey();
    return with(host, new Survey(s.clock(), names, s.folders(), s.links(), s.settings()));
  }

  Machine machine(String host) {
    return of(host).facts().machine();
  }

  /** What an earlier run would have recorded. */
  static Managed record(List<String> data, List<String> units) {
    TreeMap<String, Managed.ManagedPath> paths = new TreeMap<>();
    Managed.Owner owner = new Managed.Owner("postgres", "postgres", "0700");
    data.forEach(
        path ->
            paths.put(
                path,
                new Managed.ManagedPath(Managed.Kind.DATA, new Managed.PathState.Folder(owner))));
    TreeMap<String, Managed.UnitState> states = new TreeMap<>();
    units.forEach(unit -> states.put(unit, new Managed.UnitState("active", "enabled")));
    return new Managed(paths, List.of(), states, new TreeMap<>(), Optional.empty());
  }

  private static Candidate fine(SiteHost host) {
    String name = host.name().text();
    Machine machine =
        new Machine(
            new Identity(name, name + ".demo.internal", "id-of-" + name),
            new OperatingSystem(
                "debian", "13", "x86_64", Optional.empty(), "systemd", Machine.Security.NONE),
            new Capacity(4, 8 * GIB),
            List.of(new Mount("/", "ext4", 100 * GB, 80 * GB)),
            Duration.ZERO);
    HostFacts facts =
        new HostFacts(
            host.name(),
            machine,
            new Software(new TreeMap<>(), List.of(), List.of("root"), List.of()),
            Managed.nothing(),
            network(host.address().text()));
    return new Candidate(host, facts, survey(), new Demand(100, 170_000_000L, 0));
  }

  /** A network in which nobody listens, with one address. */
  static Network network(String address, Network.Listener... listeners) {
    return new Network(
        List.of(listeners),
        List.of(
            new Network.Link(
                address, "eth0", org.pgv.manifests.value.Network.parse(address + "/24").whole())),
        Firewall.NONE);
  }

  private static Survey survey() {
    return new Survey(
        new Survey.ClockOffset(Duration.ofMillis(-3), Duration.ofMillis(4)),
        new Survey.Names(List.of(), new TreeMap<>(), new TreeMap<>()),
        new TreeMap<>(),
        Survey.Links.OPEN,
        settings("Etc/UTC"));
  }

  static Survey.Settings settings(String zone) {
    return new Survey.Settings(zone, false, false, List.of(), new Survey.Kernel("madvise", "2"));
  }
}
