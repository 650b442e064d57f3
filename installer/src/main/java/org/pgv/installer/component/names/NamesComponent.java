package org.pgv.installer.component.names;

import java.util.List;
import org.pgv.installer.resource.ManagedBlock;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.stage.Stage.HostResources;
import org.pgv.installer.topology.Component;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.site.SiteSettings;

/** Names of all hosts in each host's {@code /etc/hosts}, unless the site's DNS knows them. */
public final class NamesComponent implements Component {

  @Override
  public String name() {
    return "names";
  }

  @Override
  public List<Stage> stages(Topology topology) {
    Site site = topology.site();
    if (site.settings().names() == SiteSettings.Names.DNS) {
      return List.of();
    }
    StringBuilder lines = new StringBuilder();
    for (SiteHost host : site.hosts()) {
      lines.append("%s %s %s\n".formatted(host.address(), site.fqdn(host.name()), host.name()));
    }
    site.minio()
        .filter(store -> store.hosts().size() > 1)
        .ifPresent(
            store ->
                store
                    .hosts()
                    .forEach(
                        host ->
                            lines.append(
                                "%s %s\n"
                                    .formatted(site.host(host).address(), site.minioName(store)))));
    ManagedBlock block = new ManagedBlock("/etc/hosts", "hosts", lines.toString());
    List<HostResources> hosts =
        site.hosts().stream().map(h -> new HostResources(h.name(), List.of(block))).toList();
    return List.of(
        new Stage(
            name(), "let hosts know each other's names", hosts, Stage.Rollout.PARALLEL, List.of()));
  }
}
