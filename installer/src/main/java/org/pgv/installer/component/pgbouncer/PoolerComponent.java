package org.pgv.installer.component.pgbouncer;

import java.util.List;
import org.pgv.installer.port.OpenPort;
import org.pgv.installer.port.OpenPort.Address;
import org.pgv.installer.port.Program;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.stage.Stage.HostResources;
import org.pgv.installer.topology.Component;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Site;

/** PgBouncer on every PostgreSQL host; routers lead clients to the one on the primary's. */
public final class PoolerComponent implements Component {

  @Override
  public String name() {
    return "pooler";
  }

  /** Only routers lead to it. */
  @Override
  public List<OpenPort> ports(Site site) {
    return site.clusters().stream()
        .flatMap(
            cluster ->
                site.membersOf(cluster).stream()
                    .map(
                        host ->
                            new OpenPort(
                                host,
                                Address.tcp(site.settings().ports().pooler()),
                                "PgBouncer",
                                Program.POOLER,
                                OpenPort.hosts(site.routersOf(cluster)))))
        .toList();
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
