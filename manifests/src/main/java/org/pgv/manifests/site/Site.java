package org.pgv.manifests.site;

import java.util.List;
import java.util.Optional;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Network;

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

  /** The cluster of a name, where there is one. */
  public Optional<Cluster> find(String cluster) {
    return clusters.stream().filter(each -> each.name().equals(cluster)).findFirst();
  }

  /** The cluster a host is a member of. */
  public Optional<Cluster> clusterOf(HostName host) {
    return clusters.stream().filter(cluster -> cluster.members().contains(host)).findFirst();
  }

  /** The hosts that carry HAProxy: every PostgreSQL host, and those with the role router. */
  public List<SiteHost> routers() {
    return hosts.stream()
        .filter(host -> host.has(Role.ROUTER) || clusterOf(host.name()).isPresent())
        .toList();
  }

  /**
   * The hosts that may hold a cluster's address: the dedicated routers where there are several, so
   * that it stays away from where PostgreSQL works, or else its members.
   */
  public List<SiteHost> holdersOfAddress(Cluster cluster) {
    List<SiteHost> dedicated =
        withRole(Role.ROUTER).stream()
            .filter(host -> clusterRoutedBy(host).equals(cluster))
            .toList();
    return dedicated.size() < 2 ? membersOf(cluster) : dedicated;
  }

  /** The cluster whose services a router offers: its own, or the site's only one. */
  public Cluster clusterRoutedBy(SiteHost router) {
    return clusterOf(router.name()).orElseGet(() -> clusters.getFirst());
  }

  /**
   * The addresses that a source names. None for the server's own host, and for its networks, which
   * only the server knows.
   */
  public List<Network> networks(Source source) {
    return switch (source) {
      case Source.Local _, Source.SameNetwork _ -> List.of();
      case Source.WholeSite _ -> networks(hosts);
      case Source.Routers _ -> networks(routers());
      case Source.Hosts(var names) -> networks(names.stream().map(this::host).toList());
      case Source.Range(var network) -> List.of(network);
    };
  }

  private static List<Network> networks(List<SiteHost> hosts) {
    return hosts.stream().map(host -> Network.ofHost(host.address())).toList();
  }

  /** The hosts that offer a cluster's services. */
  public List<SiteHost> routersOf(Cluster cluster) {
    return routers().stream().filter(host -> clusterRoutedBy(host).equals(cluster)).toList();
  }

  /** The members of a cluster, in the order they are named. */
  public List<SiteHost> membersOf(Cluster cluster) {
    return cluster.members().stream().map(this::host).toList();
  }

  /** The object store that hosts of the site are to run. */
  public Optional<Repository.Minio> minio() {
    return repository(Repository.Minio.class);
  }

  /**
   * The name that the site's object store answers to: its host's, or one for all of its hosts,
   * where we give the names.
   */
  public String minioName(Repository.Minio store) {
    boolean shared = store.hosts().size() > 1 && settings.names() == SiteSettings.Names.HOSTS;
    return shared ? "minio." + domain : fqdn(store.hosts().getFirst());
  }

  /** The bucket of somebody else's that backups go to. */
  public Optional<Repository.S3> bucketElsewhere() {
    return repository(Repository.S3.class);
  }

  private <R extends Repository> Optional<R> repository(Class<R> kind) {
    return clusters.stream()
        .flatMap(cluster -> cluster.backup().stream())
        .map(Backup::repository)
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst();
  }

  /** The object store as far as one host runs it; empty where it does not. */
  public Optional<Repository.Minio> minioOn(HostName host) {
    return minio().filter(store -> store.hosts().contains(host));
  }

  /** A host's full name. */
  public String fqdn(HostName host) {
    return host + "." + domain;
  }
}
