package org.pgv.installer.probe;

import java.util.List;
import java.util.Optional;
import org.pgv.installer.applied.AppliedSite;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.value.HostName;

/**
 * What one probe found on one host; as it was at that moment.
 *
 * @param catalogue of the cluster that the host leads; empty where it leads none
 * @param servers the PostgreSQL servers that run on it and answer; a copy aside is one, too
 */
public record HostFacts(
    HostName host,
    Machine machine,
    Software software,
    Managed managed,
    Network network,
    Optional<Catalogue> catalogue,
    Remembered remembered,
    List<RunningServer> servers) {

  public HostFacts {
    servers = List.copyOf(servers);
  }

  /**
   * What the host says of the site it is part of.
   *
   * @param site as it was when it was last applied to the host
   * @param etcd what its etcd says of itself; empty where none answers there
   */
  public record Remembered(Optional<AppliedSite> site, Optional<EtcdFacts> etcd) {
    /** Of a host that is no part of any. */
    public static final Remembered NOTHING = new Remembered(Optional.empty(), Optional.empty());
  }

  /** The server of a cluster that runs on this host and answers. */
  public Optional<RunningServer> server(Cluster cluster) {
    return servers.stream().filter(server -> server.cluster().equals(cluster.name())).findFirst();
  }

  /** Facts of a host where no server runs. */
  public HostFacts(
      HostName host,
      Machine machine,
      Software software,
      Managed managed,
      Network network,
      Optional<Catalogue> catalogue,
      Remembered remembered) {
    this(host, machine, software, managed, network, catalogue, remembered, List.of());
  }

  /** Facts of a host that is no part of a site. */
  public HostFacts(
      HostName host,
      Machine machine,
      Software software,
      Managed managed,
      Network network,
      Optional<Catalogue> catalogue) {
    this(host, machine, software, managed, network, catalogue, Remembered.NOTHING);
  }

  /** Facts of a host that leads no cluster. */
  public HostFacts(
      HostName host, Machine machine, Software software, Managed managed, Network network) {
    this(host, machine, software, managed, network, Optional.empty());
  }
}
