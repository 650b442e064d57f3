package org.pgv.installer.component.trust;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.Directory;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.secret.Credentials.Leaf;
import org.pgv.installer.secret.LeafRequest;
import org.pgv.installer.secret.LeafRequest.Names;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.value.Sha256;

/**
 * A certificate and its key on a host, for one service.
 *
 * @param service whose folder they are in
 * @param name what they are called there
 * @param owner the only account that reads the key
 */
public record Identity(String service, String name, String owner, Leaf leaf) {

  /** A server's certificate, for all names of a host. */
  public static Identity server(Topology topology, SiteHost host, String service, String owner) {
    String fqdn = topology.site().fqdn(host.name());
    return server(topology, host, service, owner, "server", fqdn);
  }

  /** A server's certificate with a common name of its own, for all names of a host. */
  public static Identity server(
      Topology topology, SiteHost host, String service, String owner, String name, String cn) {
    LeafRequest request =
        LeafRequest.server(
            host.name() + "/" + service + "-" + name,
            cn,
            List.of(topology.site().fqdn(host.name()), host.name().text(), "localhost"),
            List.of(host.address().text(), "127.0.0.1"));
    return new Identity(service, name, owner, topology.credentials().leaf(request));
  }

  /**
   * A server's certificate that clients verify by the name of the router they asked, which may be
   * on another host: it bears the names of all routers of its cluster besides those of its own
   * host, and the address that moves with the primary.
   */
  public static Identity serverBehindRouters(
      Topology topology, SiteHost host, String service, String owner) {
    Stream<SiteHost> routers =
        topology.site().clusterOf(host.name()).stream()
            .flatMap(cluster -> topology.site().routersOf(cluster).stream());
    List<SiteHost> hosts = Stream.concat(Stream.of(host), routers).distinct().toList();
    String fqdn = topology.site().fqdn(host.name());
    LeafRequest request =
        LeafRequest.server(
            host.name() + "/" + service + "-server",
            fqdn,
            Stream.concat(
                    hosts.stream()
                        .flatMap(h -> Stream.of(topology.site().fqdn(h.name()), h.name().text())),
                    Stream.of("localhost"))
                .toList(),
            addresses(topology, host, hosts));
    return new Identity(service, "server", owner, topology.credentials().leaf(request));
  }

  private static List<String> addresses(Topology topology, SiteHost host, List<SiteHost> hosts) {
    Stream<String> moving =
        topology.site().clusterOf(host.name()).stream()
            .flatMap(cluster -> cluster.availability().vip().stream())
            .map(vip -> vip.address().text());
    Stream<String> own = Stream.concat(moving, Stream.of("127.0.0.1"));
    return Stream.concat(hosts.stream().map(h -> h.address().text()), own).toList();
  }

  /** A client's certificate that carries its role. */
  public static Identity client(
      Topology topology, SiteHost host, String service, String owner, String role) {
    LeafRequest request = LeafRequest.client(host.name() + "/" + service + "-client-" + role, role);
    return new Identity(service, role, owner, topology.credentials().leaf(request));
  }

  /** A client's certificate that also bears the names of its host, and a common name or none. */
  public static Identity clientOfHost(
      Topology topology,
      SiteHost host,
      String service,
      String owner,
      String name,
      Optional<String> commonName) {
    Names names =
        new Names(
            List.of(topology.site().fqdn(host.name()), host.name().text()),
            List.of(host.address().text()),
            List.of());
    LeafRequest request =
        new LeafRequest(
            host.name() + "/" + service + "-" + name,
            LeafRequest.Usage.CLIENT,
            commonName,
            commonName.isPresent() ? Optional.empty() : Optional.of(service),
            names);
    return new Identity(service, name, owner, topology.credentials().leaf(request));
  }

  public String certificate() {
    return folder() + "/" + name + ".crt";
  }

  public String key() {
    return folder() + "/" + name + ".key";
  }

  /** The folders and files of several, in the order they have to be made. */
  public static List<Resource> resources(List<Identity> identities) {
    return identities.stream().flatMap(each -> each.resources().stream()).distinct().toList();
  }

  /** What a service has to be told when it changes. */
  public Sha256 digest() {
    return Sha256.of(leaf.chain());
  }

  private List<Resource> resources() {
    return List.of(
        new Directory(folder(), Ownership.ROOT_OPEN),
        new ManagedFile(certificate(), Ownership.ROOT, Content.of(leaf.chain())),
        new ManagedFile(
            key(), new Ownership(owner, owner, "0600"), Content.secret(leaf.key().reveal())));
  }

  private String folder() {
    return TrustComponent.FOLDER + "/" + service;
  }
}
