package org.pgv.installer.component.keepalived;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.port.OpenPort;
import org.pgv.installer.port.OpenPort.Address;
import org.pgv.installer.port.Program;
import org.pgv.installer.stage.Gate;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.stage.Stage.HostResources;
import org.pgv.installer.topology.Component;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Service;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.site.VirtualAddress;

/** keepalived on the routers of each cluster that has an address of its own. */
public final class KeepalivedComponent implements Component {

  @Override
  public String name() {
    return "vip";
  }

  @Override
  public List<Stage> stages(Topology topology) {
    return topology.site().clusters().stream()
        .flatMap(
            cluster ->
                cluster.availability().vip().stream().map(vip -> stage(topology, cluster, vip)))
        .toList();
  }

  @Override
  public List<OpenPort> ports(Site site) {
    List<OpenPort> ports = new ArrayList<>();
    for (Cluster cluster : site.clusters()) {
      if (cluster.availability().vip().isPresent()) {
        List<SiteHost> holders = site.holdersOfAddress(cluster);
        for (SiteHost host : holders) {
          ports.add(
              new OpenPort(
                  host,
                  Address.VRRP,
                  "who holds the address",
                  Program.ADDRESS_KEEPER,
                  OpenPort.hosts(holders)));
        }
      }
    }
    return ports;
  }

  private static Stage stage(Topology topology, Cluster cluster, VirtualAddress vip) {
    List<SiteHost> holders = topology.site().holdersOfAddress(cluster);
    List<HostResources> hosts =
        holders.stream()
            .map(
                host ->
                    new HostResources(
                        host.name(), new AddressHolder(topology, cluster, vip, host).resources()))
            .toList();
    return new Stage(
        "vip-" + cluster.name(),
        "let one router hold " + vip.address(),
        hosts,
        Stage.Rollout.ROLLING,
        List.of(answers(topology, cluster, vip)));
  }

  private static Gate answers(Topology topology, Cluster cluster, VirtualAddress vip) {
    int port = cluster.service(Service.PRIMARY).port();
    return new Gate(
        vip.address() + " answers",
        topology.spokesman(cluster),
        "exec timeout 2 bash -c ': </dev/tcp/%s/%d'\n".formatted(vip.address(), port),
        Duration.ofSeconds(30));
  }
}
