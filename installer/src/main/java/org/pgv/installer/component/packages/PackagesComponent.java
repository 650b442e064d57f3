package org.pgv.installer.component.packages;

import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.component.pgbackrest.PgBackRestComponent;
import org.pgv.installer.probe.Software;
import org.pgv.installer.resource.PackageSet;
import org.pgv.installer.resource.PackageSet.PackageVersion;
import org.pgv.installer.resource.Resource;
import org.pgv.installer.resource.Unit;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.stage.Stage.HostResources;
import org.pgv.installer.topology.Component;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Role;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.site.SiteSettings;

/**
 * All packages of all roles of a host in one transaction, which takes half the time of one for each
 * role.
 */
public final class PackagesComponent implements Component {

  @Override
  public String name() {
    return "packages";
  }

  @Override
  public List<Stage> stages(Topology topology) {
    List<HostResources> hosts =
        topology.site().hosts().stream()
            .map(host -> new HostResources(host.name(), resources(topology, host)))
            .toList();
    return List.of(new Stage(name(), "install packages", hosts, Stage.Rollout.PARALLEL, List.of()));
  }

  /** The packages a host of the site must have. */
  public static List<PackageVersion> wanted(Topology topology, SiteHost host) {
    List<String> roles = roles(topology, host);
    if (topology.site().settings().base() == SiteSettings.Base.CONVERGE) {
      return topology.bundle().packagesWithBaseFor(roles);
    }
    List<PackageVersion> packages = new ArrayList<>(topology.bundle().packagesFor(roles));
    if (topology.site().settings().firewall().isPresent()) {
      Software installed = topology.facts(host.name()).software();
      packages.addAll(topology.bundle().lacking("firewall", installed));
    }
    return packages;
  }

  private static List<Resource> resources(Topology topology, SiteHost host) {
    boolean postgres = topology.site().clusterOf(host.name()).isPresent();
    List<Resource> resources = new ArrayList<>();
    if (postgres) {
      resources.addAll(topology.platform().beforePackages());
    }
    resources.add(
        new PackageSet(
            "of all roles", topology.platform().packages().kind(), wanted(topology, host)));
    if (postgres) {
      topology.platform().unwantedUnits().forEach(unit -> resources.add(Unit.masked(unit)));
    }
    return resources;
  }

  /** The manifest's roles that stand behind a host's. */
  private static List<String> roles(Topology topology, SiteHost host) {
    List<String> roles = new ArrayList<>(List.of("time"));
    if (host.has(Role.INFRA)) {
      roles.add("repository");
    }
    if (host.has(Role.ETCD)) {
      roles.add("etcd");
    }
    if (topology.site().clusterOf(host.name()).isPresent()) {
      roles.add("postgres");
      roles.add("pooler");
    }
    if (PgBackRestComponent.isOn(topology, host)) {
      roles.add("backup");
    }
    if (topology.routers().contains(host)) {
      roles.add("router");
      Cluster routed = topology.site().clusterRoutedBy(host);
      if (routed.availability().vip().isPresent()
          && topology.site().holdersOfAddress(routed).contains(host)) {
        roles.add("vip");
      }
    }
    if (topology.site().minioOn(host.name()).isPresent()) {
      roles.add("backup");
    }
    return roles;
  }
}
