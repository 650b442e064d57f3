package org.pgv.installer.check;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.pgv.installer.component.Components;
import org.pgv.installer.component.firewall.FirewallComponent;
import org.pgv.installer.platform.Platform;
import org.pgv.installer.port.OpenPort;
import org.pgv.installer.port.OpenPort.Protocol;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Cluster;
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
    return Components.ports(site).stream()
        .filter(port -> port.address().protocol() == Protocol.TCP && port.isFor(site, from))
        .filter(port -> port.program().unit(platform).filter(unit -> isNew(port, unit)).isPresent())
        .map(port -> port.host().address() + ":" + port.address().port())
        .toList();
  }

  private boolean isNew(OpenPort port, String unit) {
    HostFacts known = facts.get(port.host().name());
    return known != null && !Ours.runs(known, unit) && !isOurs(known);
  }

  /** A firewall of ours opens the port before its program is there. */
  private boolean isOurs(HostFacts known) {
    return Ours.runs(known, FirewallComponent.UNIT)
        || (site.settings().firewall().isPresent() && known.network().firewall().firewalld());
  }

  /**
   * What {@code from} has to find out about the address that it may come to hold: that nobody has
   * it, that the others are on the same link, and that nobody else there is the virtual router.
   * Where it is held already, nothing.
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
        words.add("router:" + cluster.availability().vip().get().router() + ":" + from.address());
        holders.stream()
            .filter(other -> !other.equals(from))
            .forEach(other -> words.add("link:" + other.address()));
      }
    }
    return words;
  }
}
