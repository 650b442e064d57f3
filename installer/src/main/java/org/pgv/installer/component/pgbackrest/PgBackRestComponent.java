package org.pgv.installer.component.pgbackrest;

import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.port.OpenPort;
import org.pgv.installer.port.OpenPort.Address;
import org.pgv.installer.port.Program;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.stage.Stage.HostResources;
import org.pgv.installer.topology.Component;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;

/**
 * pgBackRest on every host that has a part in backups, before PostgreSQL is: its first segment of
 * WAL has a place to go to.
 */
public final class PgBackRestComponent implements Component {

  @Override
  public String name() {
    return "pgbackrest";
  }

  @Override
  public List<Stage> stages(Topology topology) {
    List<HostResources> hosts = new ArrayList<>();
    for (SiteHost host : topology.site().hosts()) {
      List<Stanza> stanzas =
          Stanza.all(topology).stream().filter(stanza -> stanza.takesPart(host)).toList();
      if (!stanzas.isEmpty()) {
        hosts.add(new HostResources(host.name(), new BackupHost(host, stanzas).resources()));
      }
    }
    return List.of(
        new Stage(name(), "prepare for backups", hosts, Stage.Rollout.PARALLEL, List.of()));
  }

  /** Whether pgBackRest on another host asks the one on this. */
  static boolean isAsked(Site site, SiteHost host) {
    return site.hosts().stream().anyMatch(other -> asks(site, other, host));
  }

  /** Whether a host needs pgBackRest. */
  public static boolean isOn(Topology topology, SiteHost host) {
    return Stanza.all(topology).stream().anyMatch(stanza -> stanza.takesPart(host));
  }

  /** Where pgBackRest on one host asks the one on another. */
  @Override
  public List<OpenPort> ports(Site site) {
    List<OpenPort> ports = new ArrayList<>();
    for (SiteHost host : site.hosts()) {
      List<SiteHost> others =
          site.hosts().stream().filter(other -> asks(site, other, host)).toList();
      if (!others.isEmpty()) {
        ports.add(
            new OpenPort(
                host,
                Address.tcp(site.settings().ports().backup()),
                "pgBackRest",
                Program.PGBACKREST,
                OpenPort.hosts(others)));
      }
    }
    return ports;
  }

  private static boolean asks(Site site, SiteHost from, SiteHost to) {
    return !from.equals(to)
        && site.clusters().stream()
            .anyMatch(cluster -> isBetween(cluster, from, to) || isBetween(cluster, to, from));
  }

  private static boolean isBetween(Cluster cluster, SiteHost keeper, SiteHost member) {
    return cluster.keepers().contains(keeper.name()) && cluster.members().contains(member.name());
  }
}
