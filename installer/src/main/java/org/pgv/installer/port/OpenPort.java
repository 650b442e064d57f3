package org.pgv.installer.port;

import java.util.List;
import java.util.stream.Stream;
import org.pgv.manifests.site.AccessRule;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.site.Source;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Network;

/**
 * A port of a host that something listens on, and who needs it.
 *
 * @param what it is for, such as {@code etcd's clients}
 * @param from who needs it
 */
public record OpenPort(
    SiteHost host, Address address, String what, Program program, List<Source> from) {

  /** What travels over IP. */
  public enum Protocol {
    TCP,
    UDP,
    /** Number 112, which has no ports (RFC 9568 section 5.1.1.4). */
    VRRP
  }

  /**
   * Where it listens on its host.
   *
   * @param port 0 where the protocol has no ports
   */
  public record Address(Protocol protocol, int port) implements Comparable<Address> {
    /** That of keepalived. */
    public static final Address VRRP = new Address(Protocol.VRRP, 0);

    public static Address tcp(int port) {
      return new Address(Protocol.TCP, port);
    }

    public static Address udp(int port) {
      return new Address(Protocol.UDP, port);
    }

    @Override
    public int compareTo(Address other) {
      int byProtocol = protocol.compareTo(other.protocol);
      return byProtocol != 0 ? byProtocol : Integer.compare(port, other.port);
    }
  }

  public OpenPort {
    from = List.copyOf(from);
  }

  /** Who may connect to a cluster over the network. */
  public static List<Source> clients(Site site, Cluster cluster) {
    List<HostName> known = site.hosts().stream().map(SiteHost::name).toList();
    Stream<Source> declared =
        cluster.contents().access().stream()
            .filter(rule -> !rule.isBy(AccessRule.Method.REJECT))
            .flatMap(rule -> rule.from().stream())
            .filter(
                source -> !(source instanceof Source.Local || source instanceof Source.Routers));
    return Stream.concat(
            cluster.postgres().clients().stream().map(text -> Source.parse(text, known)), declared)
        .distinct()
        .toList();
  }

  /** Some hosts of the site, as who needs a port. */
  public static List<Source> hosts(List<SiteHost> hosts) {
    return List.of(new Source.Hosts(hosts.stream().map(SiteHost::name).distinct().toList()));
  }

  /** Whether another host needs it for being what it is at this site. */
  public boolean isFor(Site site, SiteHost other) {
    Network address = Network.ofHost(other.address());
    return !other.equals(host)
        && from.stream()
            .filter(source -> !(source instanceof Source.Range))
            .anyMatch(source -> site.networks(source).contains(address));
  }
}
