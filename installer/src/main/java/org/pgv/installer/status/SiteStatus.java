package org.pgv.installer.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Role;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.value.HostName;

/**
 * How a whole site is doing.
 *
 * @param hosts what each said, in the site file's order
 * @param at when they were asked
 */
public record SiteStatus(Site site, List<HostStatus> hosts, Instant at) {
  public SiteStatus {
    hosts = List.copyOf(hosts);
  }

  /** What a host said of itself; empty where it is down. */
  public Optional<HostReport> report(HostName host) {
    return hosts.stream()
        .filter(status -> status.host().equals(host))
        .flatMap(
            status ->
                status instanceof HostStatus.Up(HostName _, HostReport report)
                    ? Optional.of(report).stream()
                    : Optional.<HostReport>empty().stream())
        .findFirst();
  }

  /** The view of a cluster's leader, or of the first member that has one. */
  public Optional<ClusterView> view(Cluster cluster) {
    Optional<ClusterView> any = Optional.empty();
    for (HostName host : cluster.members()) {
      Optional<ClusterView> view = report(host).flatMap(HostReport::cluster);
      boolean leads =
          view.flatMap(seen -> seen.member(host.text()))
              .map(ClusterView.Member::leads)
              .orElse(false);
      if (leads) {
        return view;
      }
      any = any.or(() -> view);
    }
    return any;
  }

  public List<SiteHost> etcdHosts() {
    return site.withRole(Role.ETCD);
  }

  /** What the hosts were brought to: one bundle, unless an upgrade stopped half way. */
  public List<String> bundles() {
    return hosts.stream()
        .flatMap(status -> report(status.host()).stream())
        .map(report -> report.software().bundle())
        .filter(bundle -> !bundle.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  /** What is wrong, in words; nothing where the site is healthy. */
  public List<Trouble> troubles() {
    return new Diagnosis(this).troubles();
  }

  public boolean isHealthy() {
    return troubles().isEmpty();
  }
}
