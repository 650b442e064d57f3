package org.pgv.installer.component.postgres;

import java.util.List;
import java.util.SortedMap;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.component.postgres.PatroniConfig.Setting;
import org.pgv.installer.component.postgres.ServerSettings.Capacity;
import org.pgv.installer.probe.Machine;
import org.pgv.installer.template.Template;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Availability.Timings;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.SiteHost;

/** Fits a cluster's parameters to what its members are. */
final class Sizing {
  private static final Template DYNAMIC = new Template(Sizing.class, "dynamic.yml.ftl");

  private static final int LOOP_WAIT_AT_FIRST = 1;

  private Sizing() {}

  /** The parameters of one member. */
  static ServerSettings of(Topology topology, Cluster cluster, SiteHost host) {
    return settings(cluster, capacity(topology, cluster, host));
  }

  /** The parameters that all members have alike. */
  static SortedMap<String, String> shared(Topology topology, Cluster cluster) {
    return settings(cluster, least(topology, cluster)).shared();
  }

  /** What all members agree on as the number of their connections. */
  static int maxConnections(Topology topology, Cluster cluster) {
    String text = shared(topology, cluster).get("max_connections");
    return Integer.parseInt(text == null ? "100" : text);
  }

  /** What all members share, as Patroni keeps it; sized for the smallest of them. */
  static String dynamic(Topology topology, Cluster cluster) {
    return dynamic(topology, cluster, cluster.availability().timings());
  }

  /**
   * The same for the time in which a cluster is made. Slots for the replicas, and then their place
   * among those that a commit waits for, each take the primary a turn and the pause before it.
   */
  static String initial(Topology topology, Cluster cluster) {
    return dynamic(
        topology, cluster, cluster.availability().timings().withLoopWait(LOOP_WAIT_AT_FIRST));
  }

  private static String dynamic(Topology topology, Cluster cluster, Timings timings) {
    List<Setting> parameters =
        shared(topology, cluster).entrySet().stream()
            .map(entry -> Setting.of(entry.getKey(), entry.getValue()))
            .toList();
    String synchronous =
        switch (cluster.availability().replication()) {
          case ASYNC -> "false";
          case SYNC -> "true";
          case QUORUM -> "quorum";
        };
    // Archiving cannot be switched on without a restart, so it always is.
    String archive = Stanza.of(topology, cluster).map(Stanza::archiveCommand).orElse("/bin/true");
    return DYNAMIC.render(
        new DynamicConfig(timings, synchronous, slots(cluster), archive, parameters));
  }

  private static List<DynamicConfig.Slot> slots(Cluster cluster) {
    return cluster.contents().databases().stream()
        .flatMap(
            database ->
                database.slots().stream()
                    .map(
                        slot ->
                            new DynamicConfig.Slot(slot.name(), database.name(), slot.plugin())))
        .toList();
  }

  private static Capacity least(Topology topology, Cluster cluster) {
    return topology.site().membersOf(cluster).stream()
        .map(member -> capacity(topology, cluster, member))
        .reduce(Capacity::least)
        .orElseThrow();
  }

  private static ServerSettings settings(Cluster cluster, Capacity capacity) {
    return ServerSettings.of(cluster.postgres(), capacity);
  }

  private static Capacity capacity(Topology topology, Cluster cluster, SiteHost host) {
    Machine machine = topology.facts(host.name()).machine();
    long disk =
        machine
            .mountOf(topology.platform().dataDirectory(cluster))
            .map(Machine.Mount::sizeBytes)
            .orElse(0L);
    return new Capacity(machine.capacity().cpus(), machine.capacity().memoryBytes(), disk);
  }
}
