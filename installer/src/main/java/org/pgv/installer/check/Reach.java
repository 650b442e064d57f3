package org.pgv.installer.check;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.pgv.installer.component.minio.ObjectStore;
import org.pgv.installer.component.pgbackrest.PgBackRestComponent;
import org.pgv.installer.platform.Platform;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Ports;
import org.pgv.manifests.site.Role;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.value.HostName;

/** Which ports of which hosts a host has to reach. */
final class Reach {
  private final Site site;
  private final Platform platform;
  private final SortedMap<HostName, HostFacts> facts;

  Reach(Topology topology) {
    this.site = topology.site();
    this.platform = topology.platform();
    this.facts = topology.facts();
  }

  /**
   * Address and port of what {@code from} must reach. What runs already is left out: that it runs
   * is better proof, and every connection without a word would be an error in its log.
   */
  List<String> from(SiteHost from) {
    Ports ports = site.settings().ports();
    boolean member = site.clusterOf(from.name()).isPresent();
    boolean etcd = from.has(Role.ETCD);
    List<String> endpoints = new ArrayList<>();
    for (SiteHost to : site.hosts()) {
      if (to.equals(from)) {
        continue;
      }
      if (to.has(Role.INFRA)) {
        add(endpoints, to, platform.webServer().unit(), ports.repository());
      }
      if (site.clusterOf(to.name()).isPresent() && (member || from.has(Role.ROUTER))) {
        add(endpoints, to, platform.patroni().unit(), ports.postgres(), ports.patroni());
      }
      if (to.has(Role.ETCD) && (member || etcd)) {
        add(endpoints, to, platform.etcd().unit(), ports.etcdClient());
      }
      if (to.has(Role.ETCD) && etcd) {
        add(endpoints, to, platform.etcd().unit(), ports.etcdPeer());
      }
      if (PgBackRestComponent.asks(site, from, to)) {
        add(endpoints, to, "pgbackrest.service", ports.backup());
      }
      boolean usesObjects = member || site.minioOn(from.name()).isPresent();
      if (site.minioOn(to.name()).isPresent() && usesObjects) {
        add(endpoints, to, ObjectStore.UNIT, ports.minio());
      }
    }
    return endpoints;
  }

  /**
   * What {@code from} has to find out about the address that it may come to hold: that nobody has
   * it, and that the others are on the same link. Where it is held already, nothing.
   */
  List<String> addressOf(SiteHost from) {
    List<String> words = new ArrayList<>();
    for (Cluster cluster : site.clusters()) {
      List<SiteHost> holders = site.holdersOfAddress(cluster);
      boolean begun =
          holders.stream()
              .map(holder -> facts.get(holder.name()))
              .anyMatch(
                  known -> known != null && Ours.runs(known, platform.addressKeeper().unit()));
      if (cluster.availability().vip().isPresent() && holders.contains(from) && !begun) {
        words.add("free:" + cluster.availability().vip().get().address());
        holders.stream()
            .filter(other -> !other.equals(from))
            .forEach(other -> words.add("link:" + other.address()));
      }
    }
    return words;
  }

  private void add(List<String> endpoints, SiteHost to, String unit, int... ports) {
    HostFacts known = facts.get(to.name());
    if (known == null || Ours.runs(known, unit)) {
      return;
    }
    for (int port : ports) {
      endpoints.add(to.address() + ":" + port);
    }
  }
}
