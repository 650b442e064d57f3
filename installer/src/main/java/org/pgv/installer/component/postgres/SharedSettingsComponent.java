package org.pgv.installer.component.postgres;

import java.util.List;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.Script;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.stage.Stage.HostResources;
import org.pgv.installer.topology.Component;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Cluster;

/**
 * The settings that all members of a cluster share. Patroni takes its first start's once, and those
 * are for making a cluster; what it is to live with is brought to it when all members are there.
 */
public final class SharedSettingsComponent implements Component {

  /** The stage that a cluster's members must be whole for. */
  static String stage(Cluster cluster) {
    return "postgres-" + cluster.name() + "-shared";
  }

  @Override
  public String name() {
    return "postgres-shared";
  }

  @Override
  public List<Stage> stages(Topology topology) {
    return topology.site().clusters().stream()
        .filter(cluster -> !new Restarts(topology, cluster).areAgreed())
        .map(cluster -> stage(topology, cluster))
        .toList();
  }

  /** What brings them; earlier than usual where members restart for them. */
  static Stage stage(Topology topology, Cluster cluster) {
    return new Stage(
        stage(cluster),
        "bring the settings that members of " + cluster.name() + " share to Patroni",
        List.of(
            new HostResources(cluster.members().getFirst(), List.of(script(topology, cluster)))),
        Stage.Rollout.PARALLEL,
        List.of());
  }

  static Script script(Topology topology, Cluster cluster) {
    return script(topology, cluster, Sizing.dynamic(topology, cluster));
  }

  /**
   * The same for a part of it.
   *
   * @param patch in YAML or JSON; what is null is taken away
   */
  static Script script(Topology topology, Cluster cluster, String patch) {
    return new Script(
        "postgres-dynamic",
        "bring the configuration that members share to Patroni",
        "exec patronictl --config-file %s edit-config %s --force --apply -\n"
            .formatted(topology.platform().patroni().configuration(), cluster.name()),
        Content.of(patch));
  }
}
