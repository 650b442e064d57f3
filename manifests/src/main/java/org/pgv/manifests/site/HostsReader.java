package org.pgv.manifests.site;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.pgv.manifests.problem.Spelling;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.IpAddress;
import org.pgv.manifests.yaml.YamlMapping;

/** Reads the hosts, and gives the roles that nobody was given. */
final class HostsReader {
  /** Where no host is named. */
  static final HostName STAND_IN_NAME = new HostName("unknown");

  private static final IpAddress STAND_IN_ADDRESS = new IpAddress("0.0.0.0");

  private final Map<HostName, String> names = new HashMap<>();
  private final Map<IpAddress, HostName> addresses = new HashMap<>();
  private final List<SiteHost> hosts;
  private final YamlMapping map;

  HostsReader(YamlMapping map) {
    this.map = map;
    hosts = map.mappings("hosts", this::host);
    if (hosts.isEmpty()) {
      map.problem("hosts", "needs at least one host", "");
    }
    long etcd = having(Role.ETCD);
    if (etcd > 0 && etcd % 2 == 0) {
      map.problem(
          "hosts",
          "the role etcd needs an odd number of hosts, got " + etcd,
          "an even number survives no more losses than one less: add a host or take one away");
    }
    if (having(Role.INFRA) > 1) {
      map.problem("hosts", "the role infra is for one host, got " + having(Role.INFRA), "");
    }
  }

  /** The hosts as they are written. */
  List<SiteHost> written() {
    return hosts;
  }

  /**
   * The hosts with what is left open decided. etcd goes to three hosts, or to one where there are
   * fewer than three: members first, as they stay when others go. The infra role goes to the first
   * host that is no member, so that the loss of a member costs nothing else.
   */
  List<SiteHost> withDefaultRoles(List<Cluster> clusters) {
    if (hosts.isEmpty()) {
      return hosts;
    }
    Set<HostName> members = new LinkedHashSet<>();
    clusters.forEach(cluster -> members.addAll(cluster.members()));
    List<HostName> all = hosts.stream().map(SiteHost::name).toList();
    List<HostName> others = all.stream().filter(host -> !members.contains(host)).toList();
    List<HostName> etcd =
        Stream.concat(members.stream(), others.stream()).limit(all.size() < 3 ? 1 : 3).toList();
    List<HostName> infra = List.of(others.isEmpty() ? all.getFirst() : others.getFirst());
    return withDefault(withDefault(hosts, Role.ETCD, etcd), Role.INFRA, infra);
  }

  /** A router that is nobody's member would not know whose services to offer on its ports. */
  void refuseRoutersOutside(List<Cluster> clusters) {
    for (SiteHost host : hosts) {
      boolean member = clusters.stream().anyMatch(c -> c.members().contains(host.name()));
      if (host.has(Role.ROUTER) && !member) {
        map.problem(
            "hosts",
            host.name() + " is a router and no member, and there are several clusters",
            "its ports lead to one cluster; clients can use the members, which are routers, too");
      }
    }
  }

  private static List<SiteHost> withDefault(
      List<SiteHost> hosts, Role role, List<HostName> otherwise) {
    if (hosts.stream().anyMatch(host -> host.has(role))) {
      return hosts;
    }
    return hosts.stream()
        .map(host -> otherwise.contains(host.name()) ? withRole(host, role) : host)
        .toList();
  }

  private static SiteHost withRole(SiteHost host, Role role) {
    Set<Role> roles = EnumSet.of(role);
    roles.addAll(host.roles());
    return new SiteHost(host.name(), host.address(), List.copyOf(roles), host.local());
  }

  private SiteHost host(YamlMapping map) {
    HostName name = map.required("name", HostName::new, STAND_IN_NAME);
    IpAddress address = map.required("address", IpAddress::new, STAND_IN_ADDRESS);
    if (map.has("name") && map.text("name").equals(name.text())) {
      ReservedNames.refuse(map, ReservedNames.Bearer.HOST, name.text());
    }
    if (!name.equals(STAND_IN_NAME) && names.putIfAbsent(name, map.where("name")) != null) {
      map.problem("name", "two hosts are called " + name, "the other is at " + names.get(name));
    }
    HostName other = addresses.putIfAbsent(address, name);
    if (other != null && !address.equals(STAND_IN_ADDRESS)) {
      map.problem("address", address + " is the address of " + other + ", too", "");
    }
    return new SiteHost(name, address, roles(map), map.flag("local", false));
  }

  private static List<Role> roles(YamlMapping map) {
    List<Role> roles = new ArrayList<>();
    List<String> words = Stream.of(Role.values()).map(Role::word).toList();
    for (String word : map.texts("roles")) {
      if (words.contains(word)) {
        roles.add(Role.valueOf(word.toUpperCase(Locale.ROOT)));
      } else {
        boolean postgres = word.equals("postgres");
        map.problem(
            "roles",
            "unknown role '" + word + "'",
            postgres ? "a cluster's members are its hosts" : Spelling.hint(word, words));
      }
    }
    return roles;
  }

  private long having(Role role) {
    return hosts.stream().filter(host -> host.has(role)).count();
  }
}
