package org.pgv.installer.applied;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pgv.manifests.json.Json;

/**
 * The site as it was last applied: who its hosts are, and where its data is. It is kept on every
 * host and in the state of the admin host, and written before anything else is changed, so that
 * whatever may run because of a site file is named in it.
 *
 * @param sequence one more with each change; of two, the one with the higher is the newer
 */
public record AppliedSite(
    int sequence, String name, List<Host> hosts, List<Cluster> clusters, Etcd etcd) {

  /** Where it is kept on a host. */
  public static final String PATH = "/var/lib/pgv/site.json";

  /**
   * A machine.
   *
   * @param roles as the site file spells them
   */
  public record Host(String name, String address, List<String> roles) {
    private static final String ETCD = "etcd";

    public Host {
      roles = List.copyOf(roles);
    }

    public boolean keepsEtcd() {
      return roles.contains(ETCD);
    }
  }

  /**
   * A PostgreSQL cluster.
   *
   * @param postgres its major version
   * @param directory where its data is on each member
   * @param repository where its backups are, in words; empty where it has none
   */
  public record Cluster(
      String name, List<String> members, int postgres, String directory, String repository) {
    public Cluster {
      members = List.copyOf(members);
    }
  }

  /** Where etcd's data is, and where its members find each other. */
  public record Etcd(String directory, int peerPort) {}

  public AppliedSite {
    hosts = List.copyOf(hosts);
    clusters = List.copyOf(clusters);
  }

  /** The newest of what hosts and the admin host remember. */
  public static Optional<AppliedSite> newest(Collection<AppliedSite> known) {
    return known.stream().max(Comparator.comparingInt(AppliedSite::sequence));
  }

  /** The same as the next after another, or as that one where nothing differs. */
  public AppliedSite after(Optional<AppliedSite> known) {
    AppliedSite unchanged = numbered(known.map(AppliedSite::sequence).orElse(0));
    return known.equals(Optional.of(unchanged)) ? unchanged : numbered(unchanged.sequence + 1);
  }

  private AppliedSite numbered(int wanted) {
    return new AppliedSite(wanted, name, hosts, clusters, etcd);
  }

  /** What is left of it without one of its hosts. */
  public AppliedSite without(String host) {
    return new AppliedSite(
        sequence + 1,
        name,
        hosts.stream().filter(each -> !each.name().equals(host)).toList(),
        clusters.stream()
            .map(
                each ->
                    new Cluster(
                        each.name(),
                        each.members().stream().filter(member -> !member.equals(host)).toList(),
                        each.postgres(),
                        each.directory(),
                        each.repository()))
            .toList(),
        etcd);
  }

  public Optional<Host> host(String wanted) {
    return hosts.stream().filter(host -> host.name().equals(wanted)).findFirst();
  }

  public Optional<Cluster> cluster(String wanted) {
    return clusters.stream().filter(cluster -> cluster.name().equals(wanted)).findFirst();
  }

  public List<String> etcdHosts() {
    return hosts.stream().filter(Host::keepsEtcd).map(Host::name).toList();
  }

  /** As it is written. */
  public String text() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("sequence", sequence);
    document.put("site", name);
    document.put("hosts", hosts);
    document.put("clusters", clusters);
    document.put("etcd", etcd);
    return Json.pretty(document);
  }

  /** Reads what {@link #text} wrote; empty where it is something else, or was cut short. */
  public static Optional<AppliedSite> read(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      JsonNode root = Json.tree(text);
      return Optional.of(
          new AppliedSite(
              root.path("sequence").asInt(),
              root.path("site").asText(),
              each(root.path("hosts"), AppliedSite::host),
              each(root.path("clusters"), AppliedSite::cluster),
              new Etcd(
                  root.path("etcd").path("directory").asText(),
                  root.path("etcd").path("peerPort").asInt())));
    } catch (UncheckedIOException _) {
      return Optional.empty();
    }
  }

  private static Host host(JsonNode node) {
    return new Host(
        node.path("name").asText(),
        node.path("address").asText(),
        each(node.path("roles"), JsonNode::asText));
  }

  private static Cluster cluster(JsonNode node) {
    return new Cluster(
        node.path("name").asText(),
        each(node.path("members"), JsonNode::asText),
        node.path("postgres").asInt(),
        node.path("directory").asText(),
        node.path("repository").asText());
  }

  private static <T> List<T> each(JsonNode array, Function<JsonNode, T> reader) {
    List<T> all = new ArrayList<>();
    array.forEach(node -> all.add(reader.apply(node)));
    return all;
  }
}
