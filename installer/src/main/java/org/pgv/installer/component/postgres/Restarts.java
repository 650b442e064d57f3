package org.pgv.installer.component.postgres;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pgv.installer.probe.RunningServer;
import org.pgv.installer.resource.Correction;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.stage.Stage.HostResources;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.postgres.ServerCatalogue;
import org.pgv.manifests.postgres.ServerParameter;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.SiteHost;

/**
 * What servers of a cluster run with otherwise than is wanted until they are started again. It is
 * asked of the servers themselves; what was written to their files says nothing about it.
 */
final class Restarts {
  /**
   * A standby must have at least as much of these as its primary (PostgreSQL documentation, "Hot
   * Standby: Administrator's Overview"): more comes to standbys first, less to the primary first.
   */
  static final Set<String> BOUND =
      Set.of(
          "max_connections",
          "max_locks_per_transaction",
          "max_prepared_transactions",
          "max_wal_senders",
          "max_worker_processes");

  /** The server works such a value out when it starts, and shows what came of it. */
  private static final String WORKED_OUT = "-1";

  private final Topology topology;
  private final Cluster cluster;
  private final ServerCatalogue catalogue;
  private final List<SiteHost> members;

  Restarts(Topology topology, Cluster cluster) {
    this.topology = topology;
    this.cluster = cluster;
    this.catalogue = ServerCatalogue.of(cluster.postgres().version());
    this.members = topology.site().membersOf(cluster);
  }

  /** Whether members have to be started again, and may be. */
  boolean areAgreed() {
    return topology.consent().restarts() && leader().isPresent() && !all().isEmpty();
  }

  /** What waits until the operator agrees; empty where nothing does. */
  Optional<String> due() {
    SortedSet<String> names = all();
    if (names.isEmpty() || areAgreed()) {
      return Optional.empty();
    }
    return Optional.of(
        "%s runs with other values of %s until PostgreSQL is restarted: 'apply --restart' does it, %s"
            .formatted(
                cluster.name(),
                String.join(", ", names),
                members.size() == 1
                    ? "and nobody is served meanwhile"
                    : lowered().isEmpty()
                        ? "replicas first, then the primary after a switchover"
                        : "the primary in its place, as less comes to it first"));
  }

  /** How many of the connections that are wanted every member takes without another restart. */
  int connections(int wanted) {
    if (areAgreed()) {
      return wanted;
    }
    return members.stream()
        .flatMap(member -> server(member).stream())
        .flatMap(server -> Optional.ofNullable(server.settings().get("max_connections")).stream())
        .mapToInt(Integer::parseInt)
        .reduce(wanted, Math::min);
  }

  /** Whether an extension's library is to be loaded by a restart that nobody has agreed to. */
  boolean isAwaited(String extension) {
    return !areAgreed()
        && members.stream()
            .filter(member -> server(member).isPresent())
            .anyMatch(
                member ->
                    libraries(wanted(member)).contains(extension)
                        && !libraries(server(member).orElseThrow().settings()).contains(extension));
  }

  private static List<String> libraries(SortedMap<String, String> settings) {
    return Arrays.stream(settings.getOrDefault("shared_preload_libraries", "").split(","))
        .map(String::strip)
        .toList();
  }

  /** The stages that start members again one by one, each whole again before the next. */
  List<Stage> stages() {
    SiteHost leader = leader().orElseThrow();
    List<SiteHost> replicas = members.stream().filter(host -> !host.equals(leader)).toList();
    Set<String> lowered = lowered();
    List<Stage> stages = new ArrayList<>();
    if (lowered.isEmpty()) {
      replicas.forEach(host -> stages.add(stage(host, RestartScript.Way.HAND_OVER, Set.of(), "")));
      stages.add(stage(leader, RestartScript.Way.HAND_OVER, Set.of(), ""));
    } else {
      if (raises(lowered)) {
        replicas.forEach(
            host -> stages.add(stage(host, RestartScript.Way.IN_PLACE, lowered, "-more")));
      }
      stages.add(stage(leader, RestartScript.Way.IN_PLACE, Set.of(), ""));
      replicas.forEach(host -> stages.add(stage(host, RestartScript.Way.IN_PLACE, Set.of(), "")));
    }
    return stages;
  }

  private Stage stage(SiteHost host, RestartScript.Way way, Set<String> without, String suffix) {
    SortedMap<String, String> wanted = wanted(host);
    wanted.keySet().removeAll(without);
    RestartScript script = new RestartScript(topology, cluster, host, wanted);
    return new Stage(
        "postgres-" + cluster.name() + "-restart-" + host.name() + suffix,
        "restart PostgreSQL on " + host.name() + " where it has to be",
        List.of(
            new HostResources(
                host.name(),
                List.of(
                    new Correction(
                        script.script(way, without.isEmpty()),
                        List.of("for " + String.join(", ", all())))))),
        Stage.Rollout.PARALLEL,
        List.of(new MemberGates(topology, cluster).isWhole()));
  }

  private SortedSet<String> all() {
    SortedSet<String> names = new TreeSet<>();
    members.forEach(host -> names.addAll(of(host)));
    return names;
  }

  /** What one member runs with otherwise. */
  private Set<String> of(SiteHost host) {
    Optional<RunningServer> server = server(host);
    if (server.isEmpty()) {
      return Set.of();
    }
    SortedMap<String, String> wanted = wanted(host);
    // What we write ourselves is compared; files that say otherwise are written before a restart.
    Set<String> names = new HashSet<>(server.get().pending());
    names.removeAll(wanted.keySet());
    wanted.forEach(
        (name, value) -> {
          String runs = server.get().settings().get(name);
          if (runs != null && !runs.equals(value)) {
            names.add(name);
          }
        });
    return names;
  }

  private Set<String> lowered() {
    return leader().stream()
        .flatMap(
            host ->
                wanted(host).entrySet().stream()
                    .filter(entry -> BOUND.contains(entry.getKey()))
                    .filter(
                        entry -> number(host, entry.getKey()) > Long.parseLong(entry.getValue()))
                    .map(Map.Entry::getKey))
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean raises(Set<String> lowered) {
    return all().stream().anyMatch(name -> BOUND.contains(name) && !lowered.contains(name));
  }

  private long number(SiteHost host, String name) {
    return server(host).map(server -> server.settings().get(name)).map(Long::valueOf).orElse(0L);
  }

  private Optional<SiteHost> leader() {
    return members.stream()
        .filter(host -> server(host).map(RunningServer::leads).orElse(false))
        .findFirst();
  }

  private Optional<RunningServer> server(SiteHost host) {
    return topology.facts(host.name()).server(cluster);
  }

  /** What only a start changes, as the server will show it. */
  private SortedMap<String, String> wanted(SiteHost host) {
    SortedMap<String, String> wanted = new TreeMap<>();
    SortedMap<String, String> written = new TreeMap<>(Sizing.shared(topology, cluster));
    written.putAll(Sizing.of(topology, cluster, host).local());
    written.put("port", String.valueOf(topology.site().settings().ports().postgres()));
    written.forEach(
        (name, value) ->
            catalogue
                .parameter(name)
                .filter(each -> each.context() == ServerParameter.Context.POSTMASTER)
                .map(each -> each.setting(value))
                .filter(setting -> !setting.equals(WORKED_OUT))
                .ifPresent(setting -> wanted.put(name, setting)));
    return wanted;
  }
}
