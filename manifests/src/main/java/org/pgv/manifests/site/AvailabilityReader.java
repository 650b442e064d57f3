package org.pgv.manifests.site;

import java.util.List;
import java.util.Optional;
import org.pgv.manifests.site.Availability.RecoveryTime;
import org.pgv.manifests.site.Availability.Replication;
import org.pgv.manifests.site.Availability.Timings;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Network;
import org.pgv.manifests.yaml.YamlMapping;

/** Reads how a cluster with known members survives a loss. */
final class AvailabilityReader {
  private final List<SiteHost> hosts;
  private final List<HostName> members;

  AvailabilityReader(List<SiteHost> hosts, List<HostName> members) {
    this.hosts = List.copyOf(hosts);
    this.members = List.copyOf(members);
  }

  Availability read(YamlMapping map) {
    RecoveryTime rto = map.choice("rto", RecoveryTime.class, RecoveryTime.LAN);
    Timings timings =
        map.mapping("timings", inner -> timings(inner, rto.timings())).orElse(rto.timings());
    return new Availability(rto, timings, replication(map), vip(map));
  }

  /**
   * A quorum of standbys needs two of them to be more than a single synchronous one, so what cannot
   * be is refused rather than quietly made weaker; unsaid, it is the strongest the members allow.
   */
  private Replication replication(YamlMapping map) {
    Replication strongest =
        switch (members.size()) {
          case 0, 1 -> Replication.ASYNC;
          case 2 -> Replication.SYNC;
          default -> Replication.QUORUM;
        };
    Replication wanted = map.choice("replication", Replication.class, strongest);
    if (!members.isEmpty() && wanted.compareTo(strongest) > 0) {
      String word = wanted == Replication.QUORUM ? "quorum" : "sync";
      map.problem(
          "replication",
          word + " needs at least " + (wanted == Replication.QUORUM ? 3 : 2) + " members",
          "leave it out, and the cluster gets the strongest its members allow");
    }
    return wanted;
  }

  private Optional<VirtualAddress> vip(YamlMapping map) {
    Optional<Network> vip = map.value("vip", Network::parse);
    int router =
        map.number("virtualRouter", vip.map(AvailabilityReader::lastOctet).orElse(1), 1, 255);
    if (vip.isEmpty()) {
      return Optional.empty();
    }
    if (!vip.get().isHost()) {
      map.problem("vip", vip.get() + " is a network's address, not one for a host", "");
    }
    List<SiteHost> holders = holders();
    if (holders.size() == 1) {
      map.problem(
          "vip",
          "only " + holders.getFirst().name() + " could hold " + vip.get().address(),
          "leave it out: clients can use the address of the host");
    }
    for (SiteHost host : hosts) {
      if (host.address().equals(vip.get().address())) {
        map.problem("vip", vip.get().address() + " is the address of " + host.name(), "");
      } else if (holders.contains(host) && !vip.get().contains(host.address())) {
        map.problem(
            "vip",
            host.name() + " (" + host.address() + ") is not in the network of " + vip.get(),
            "the address can only move between hosts of its own network");
      }
    }
    return Optional.of(new VirtualAddress(vip.get(), router));
  }

  /** As {@link Site#holdersOfAddress} will say of the site. */
  private List<SiteHost> holders() {
    List<SiteHost> routers = hosts.stream().filter(host -> host.has(Role.ROUTER)).toList();
    return routers.size() < 2
        ? hosts.stream().filter(host -> members.contains(host.name())).toList()
        : routers;
  }

  /** What most sites would choose anyway: it is as unique on the link as the address. */
  private static int lastOctet(Network vip) {
    return Math.max(1, (int) (vip.address().number() & 0xff));
  }

  private static Timings timings(YamlMapping map, Timings usual) {
    Timings timings =
        new Timings(
            map.number("ttl", usual.ttl(), 10, 600),
            map.number("loopWait", usual.loopWait(), 1, 120),
            map.number("retryTimeout", usual.retryTimeout(), 3, 120),
            map.number("primaryStartTimeout", usual.primaryStartTimeout(), 0, 3600),
            map.number("primaryStopTimeout", usual.primaryStopTimeout(), 0, 3600));
    int least = timings.loopWait() + 2 * timings.retryTimeout();
    if (least > timings.ttl()) {
      map.problem(
          "ttl",
          "must be at least loopWait + 2 x retryTimeout = " + least + ", is " + timings.ttl(),
          "otherwise a primary that is only slow would lose its lease");
    }
    return timings;
  }
}
