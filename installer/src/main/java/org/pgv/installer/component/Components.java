package org.pgv.installer.component;

import java.util.Comparator;
import java.util.List;
import org.pgv.installer.component.etcd.EtcdComponent;
import org.pgv.installer.component.firewall.FirewallComponent;
import org.pgv.installer.component.keepalived.KeepalivedComponent;
import org.pgv.installer.component.minio.MinioComponent;
import org.pgv.installer.component.names.NamesComponent;
import org.pgv.installer.component.packages.PackagesComponent;
import org.pgv.installer.component.pgbackrest.BackupsComponent;
import org.pgv.installer.component.pgbackrest.FirstBackupComponent;
import org.pgv.installer.component.pgbackrest.InheritanceComponent;
import org.pgv.installer.component.pgbackrest.PgBackRestComponent;
import org.pgv.installer.component.pgbouncer.PoolerComponent;
import org.pgv.installer.component.postgres.PostgresComponent;
import org.pgv.installer.component.postgres.SharedSettingsComponent;
import org.pgv.installer.component.record.RecordComponent;
import org.pgv.installer.component.record.SiteRecordComponent;
import org.pgv.installer.component.repository.RepositoryComponent;
import org.pgv.installer.component.router.RouterComponent;
import org.pgv.installer.component.time.TimeComponent;
import org.pgv.installer.component.trust.TrustComponent;
import org.pgv.installer.port.OpenPort;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.topology.Component;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Site;

/** All components: whoever adds one adds a line. */
public final class Components {
  private static final List<Component> IN_ORDER =
      List.of(
          new SiteRecordComponent(),
          new NamesComponent(),
          new TrustComponent(),
          FirewallComponent.whereSomethingFilters(Components::ports),
          new RepositoryComponent(),
          new PackagesComponent(),
          FirewallComponent.whereNothingFilters(Components::ports),
          new TimeComponent(),
          new EtcdComponent(),
          new MinioComponent(),
          new PgBackRestComponent(),
          new InheritanceComponent(),
          new PostgresComponent(),
          new BackupsComponent(),
          new PoolerComponent(),
          new RouterComponent(),
          new KeepalivedComponent(),
          new SharedSettingsComponent(),
          new FirstBackupComponent(),
          new RecordComponent());

  private Components() {}

  /** The table of all ports of a site: hosts in its order, on each by protocol and number. */
  public static List<OpenPort> ports(Site site) {
    List<OpenPort> ports =
        IN_ORDER.stream().flatMap(component -> component.ports(site).stream()).toList();
    return site.hosts().stream()
        .flatMap(
            host ->
                ports.stream()
                    .filter(port -> port.host().equals(host))
                    .sorted(Comparator.comparing(OpenPort::address)))
        .toList();
  }

  /** The stages of a whole site, in order. */
  public static List<Stage> stages(Topology topology) {
    return IN_ORDER.stream()
        .flatMap(component -> component.stages(topology).stream())
        .filter(stage -> !stage.hosts().isEmpty())
        .toList();
  }

  /** What is not done until the operator has agreed to it. */
  public static List<String> due(Topology topology) {
    return IN_ORDER.stream().flatMap(component -> component.due(topology).stream()).toList();
  }

  /** What a person should know of what is at the site, though nothing is done about it. */
  public static List<String> notes(Topology topology) {
    return IN_ORDER.stream().flatMap(component -> component.notes(topology).stream()).toList();
  }
}
