package org.pgv.installer.component.router;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pgv.installer.component.router.HaproxyConfig.Address;
import org.pgv.installer.component.router.HaproxyConfig.Checks;
import org.pgv.installer.component.router.HaproxyConfig.Question;
import org.pgv.installer.component.router.HaproxyConfig.Server;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Availability.RecoveryTime;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Ports;
import org.pgv.manifests.site.Service;
import org.pgv.manifests.site.Service.Destination;
import org.pgv.manifests.site.SiteHost;

/** What one router does for its cluster. */
final class RouterPlan {
  private static final String IS_PRIMARY = "is-primary";

  private final Topology topology;
  private final SiteHost host;
  private final Cluster cluster;
  private final Ports ports;
  private final String certificate;

  /**
   * @param certificate the file with what it shows to Patroni
   */
  RouterPlan(Topology topology, SiteHost host, String certificate) {
    this.topology = topology;
    this.host = host;
    this.cluster = topology.site().clusterRoutedBy(host);
    this.ports = topology.site().settings().ports();
    this.certificate = certificate;
  }

  HaproxyConfig configuration() {
    return new HaproxyConfig(
        topology.platform().router(),
        addresses(),
        ports.statistics(),
        checks(cluster.availability().rto(), ports.patroni()),
        questions(),
        cluster.services().stream().map(this::service).toList(),
        others(),
        certificate);
  }

  private List<Address> addresses() {
    List<Address> addresses = new ArrayList<>();
    addresses.add(new Address(host.address().text(), false));
    addresses.add(new Address("127.0.0.1", false));
    cluster
        .availability()
        .vip()
        .filter(vip -> topology.site().holdersOfAddress(cluster).contains(host))
        .ifPresent(vip -> addresses.add(new Address(vip.address().text(), true)));
    return addresses;
  }

  /** Those of which it says whether it sees them, even where it may not have the address itself. */
  private List<HaproxyConfig.Other> others() {
    if (cluster.availability().vip().isEmpty()) {
      return List.of();
    }
    return topology.site().holdersOfAddress(cluster).stream()
        .filter(other -> !other.equals(host))
        .map(other -> new HaproxyConfig.Other(other.name().text(), other.address().text()))
        .toList();
  }

  /** Who is the primary is always asked: it is the last resort of those that want a replica. */
  private List<Question> questions() {
    List<Server> members = servers(cluster.members().stream().map(topology.site()::host));
    Stream<Destination> asked =
        Stream.concat(
            Stream.of(new Destination.Primary()), cluster.services().stream().map(Service::to));
    return asked
        .distinct()
        .map(destination -> new Question(name(destination), path(destination), members))
        .distinct()
        .toList();
  }

  private static String name(Destination destination) {
    return switch (destination) {
      case Destination.Primary() -> IS_PRIMARY;
      case Destination.Replica(String maxLag, boolean _) -> "is-replica-" + maxLag;
    };
  }

  private static String path(Destination destination) {
    return switch (destination) {
      case Destination.Primary() -> "/primary";
      case Destination.Replica(String maxLag, boolean _) -> "/replica?lag=" + maxLag;
    };
  }

  private HaproxyConfig.Service service(Service service) {
    boolean orPrimary =
        service.to() instanceof Destination.Replica(String _, boolean primary) && primary;
    return new HaproxyConfig.Service(
        service.name(),
        service.port(),
        name(service.to()),
        service.pooled() ? ports.pooler() : ports.postgres(),
        orPrimary,
        servers(service.servers().stream().map(topology.site()::host)),
        servers(cluster.members().stream().map(topology.site()::host)));
  }

  private List<Server> servers(Stream<SiteHost> members) {
    return members
        .map(
            member ->
                new Server(
                    member.name().text(),
                    member.address().text(),
                    topology.site().fqdn(member.name())))
        .toList();
  }

  /** A check costs Patroni 45 ms of TLS, so the shortest interval is a quarter of a second. */
  private static Checks checks(RecoveryTime rto, int patroni) {
    return switch (rto) {
      case LAN -> new Checks(patroni, "1s", "250ms", "500ms", 2);
      case WIDE -> new Checks(patroni, "3s", "1s", "1s", 3);
    };
  }
}
