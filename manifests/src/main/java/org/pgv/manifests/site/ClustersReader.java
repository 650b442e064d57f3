package org.pgv.manifests.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.pgv.manifests.postgres.ServerCatalogue;
import org.pgv.manifests.site.PostgresSettings.Profile;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.yaml.YamlMapping;

/** Reads the clusters of a site whose hosts are known. */
final class ClustersReader {
  private static final Pattern NAME = Pattern.compile("[a-z]([a-z0-9-]{0,30}[a-z0-9])?");
  private static final int OLDEST_VERSION = ServerCatalogue.OLDEST;
  private static final int USUAL_VERSION = 17;
  private static final int NEWEST_VERSION = ServerCatalogue.NEWEST;

  private final List<SiteHost> hosts;
  private final Ports ports;
  private final Optional<Backup> backup;
  private final Map<HostName, String> clusterOf = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  ClustersReader(List<SiteHost> hosts, Ports ports, Optional<Backup> backup) {
    this.hosts = List.copyOf(hosts);
    this.ports = ports;
    this.backup = backup;
  }

  List<Cluster> read(YamlMapping map) {
    List<Cluster> clusters = map.mappings("clusters", this::cluster);
    if (clusters.isEmpty()) {
      map.problem("clusters", "needs at least one cluster", "");
    }
    Map<Integer, String> routers = new HashMap<>();
    for (Cluster cluster : clusters) {
      cluster
          .availability()
          .vip()
          .flatMap(vip -> Optional.ofNullable(routers.put(vip.router(), cluster.name())))
          .ifPresent(
              other ->
                  map.problem(
                      "clusters",
                      cluster.name() + " and " + other + " have the same virtual router",
                      "give one of them another 'virtualRouter', 1 to 255"));
    }
    return clusters;
  }

  private Cluster cluster(YamlMapping map) {
    String name = map.required("name", ClustersReader::name, "");
    if (!name.isEmpty() && !names.add(name)) {
      map.problem("name", "two clusters are called " + name, "");
    }
    ReservedNames.refuse(map, ReservedNames.Bearer.CLUSTER, name);
    List<HostName> members = members(map, name);
    PostgresSettings postgres = postgres(map);
    Contents contents =
        new ContentsReader(hosts.stream().map(SiteHost::name).toList())
            .read(map, postgres.clients());
    if ("replica".equals(postgres.parameters().get("wal_level"))
        && contents.databases().stream().anyMatch(database -> !database.slots().isEmpty())) {
      map.problem("parameters", "slots need 'wal_level: logical'", "leave wal_level out");
    }
    return new Cluster(
        name,
        members,
        postgres,
        new AvailabilityReader(hosts, members).read(map),
        contents,
        new ServicesReader(members, ports).read(map),
        backup);
  }

  private List<HostName> members(YamlMapping map, String cluster) {
    List<String> known = hosts.stream().map(host -> host.name().text()).toList();
    List<HostName> members = new ArrayList<>();
    for (String text : map.known("members", "host", known)) {
      HostName host = new HostName(text);
      String other = clusterOf.putIfAbsent(host, cluster);
      if (members.contains(host)) {
        map.problem("members", host + " is named twice", "");
      } else if (other != null) {
        map.problem(
            "members",
            host + " is a member of cluster " + other + ", too",
            "a host carries one cluster");
      }
      members.add(host);
    }
    if (map.texts("members").isEmpty()) {
      map.problem("members", "a cluster needs at least one member", "");
    }
    return members.stream().distinct().toList();
  }

  private static PostgresSettings postgres(YamlMapping map) {
    int version = map.number("postgres", USUAL_VERSION, OLDEST_VERSION, NEWEST_VERSION);
    List<String> clients = map.values("clients", ServerParameters::client);
    Profile profile = map.choice("profile", Profile.class, Profile.OLTP);
    return new PostgresSettings(
        version,
        profile,
        map.flag("audit", profile == Profile.CRIT),
        map.value("dataDirectory", SettingsReader::directory),
        clients.isEmpty() ? List.of("samenet") : clients,
        ServerParameters.read(map, version));
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "not a cluster's name: '"
              + text
              + "' (a letter first; at most 32 lower-case letters, digits and hyphens)");
    }
    return text;
  }
}
