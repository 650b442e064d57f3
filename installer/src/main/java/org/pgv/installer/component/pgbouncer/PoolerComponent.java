package org.pgv.installer.component.pgbouncer;

import java.util.List;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.stage.Stage.HostResources;
import org.pgv.installer.topology.Component;
import org.pgv.installer.topology.Topology;

/** PgBouncer on every PostgreSQL host; routers lead clients to the one on the primary's. */
public final class PoolerComponent implements Component {

  @Override
  public String name() {
    return "pooler";
  }

  /** Its way to the primary is what the routers' gates look at. */
  @Override
  public List<Stage> stages(Topology topology) {
    List<HostResources> hosts =
        topology.site().clusters().stream()
            .flatMap(
                cluster ->
                    topology.site().membersOf(cluster).stream()
                        .map(
                            host ->
                                new HostResources(
                                    host.name(), new Pooler(topology, cluster, host).resources())))
            .toList();
    return List.of(
        new Stage(
            name(), "let clients share connections", hosts, Stage.Rollout.ROLLING, List.of()));
  }
}
