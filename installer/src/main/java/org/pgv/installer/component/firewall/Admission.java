package org.pgv.installer.component.firewall;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.pgv.installer.probe.Network.Link;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.site.Source;
import org.pgv.manifests.value.IpAddress;
import org.pgv.manifests.value.Network;

/** Which addresses one host lets in for a source; its own need no leave, they come by loopback. */
public final class Admission {
  private final Site site;
  private final SiteHost host;
  private final org.pgv.installer.probe.Network reached;

  public Admission(Site site, SiteHost host, org.pgv.installer.probe.Network reached) {
    this.site = site;
    this.host = host;
    this.reached = reached;
  }

  /** The networks of several sources, sorted, none of them within another. */
  public List<Network> of(List<Source> sources) {
    List<Network> wanted = new ArrayList<>();
    for (Source source : sources) {
      switch (source) {
        case Source.SameNetwork _ ->
            reached.links().stream().map(Link::network).forEach(wanted::add);
        case Source.Local _, Source.WholeSite _, Source.Routers _, Source.Hosts _, Source.Range _ ->
            site.networks(source).stream().map(Network::whole).forEach(wanted::add);
      }
    }
    wanted.remove(Network.ofHost(host.address()));
    return wanted.stream()
        .distinct()
        .filter(one -> wanted.stream().noneMatch(other -> !other.equals(one) && other.covers(one)))
        .sorted(Comparator.comparing(Network::address))
        .toList();
  }

  /** Whether an address is let in for one of these sources. */
  public boolean lets(IpAddress address, List<Source> sources) {
    return of(sources).stream().anyMatch(network -> network.contains(address));
  }
}
