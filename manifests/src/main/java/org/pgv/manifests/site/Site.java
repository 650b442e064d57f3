package org.pgv.manifests.site;

import java.util.List;
import java.util.Optional;
import org.pgv.manifests.value.HostName;

/**
 * The hosts of one installation and what is wanted of them, with every default filled in.
 *
 * @param name what the installation is called, also in its certificates
 * @param domain what follows the hosts' short names
 */
public record Site(
    String name,
    String domain,
    List<SiteHost> hosts,
    List<Cluster> clusters,
    SiteSettings settings) {

  public Site {
    hosts = List.copyOf(hosts);
    clusters = List.copyOf(clusters);
  }

  public SiteHost host(HostName wanted) {
    return hosts.stream()
        .filter(host -> host.name().equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no host " + wanted + " in site " + name));
  }

  /** The hosts that have a role, in the file's order. */
  public List<SiteHost> withRole(Role role) {
    return hosts.stream().filter(host -> host.has(role)).toList();
  }

  /** The one host that carries the package repository and, without time servers, the clock. */
  public SiteHost infra() {
    return withRole(Role.INFRA).getFirst();
  }

  /** The cluster a host is a member of. */
  public Optional<Cluster> clusterOf(HostName host) {
    return clusters.stream().filter(cluster -> cluster.members().contains(host)).findFirst();
  }

  /** The members of a cluster, in the order they are named. */
  public List<SiteHost> membersOf(Cluster cluster) {
    return cluster.members().stream().map(this::host).toList();
  }

  /** A host's full name. */
  public String fqdn(HostName host) {
    return host + "." + domain;
  }
}
