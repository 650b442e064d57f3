package org.pgv.installer.component.record;

import java.util.List;
import org.pgv.installer.applied.AppliedSite;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.stage.Stage.HostResources;
import org.pgv.installer.topology.Component;
import org.pgv.installer.topology.Topology;

/**
 * Who belongs to the site, on each of its hosts. It comes first: nothing is ever begun that no host
 * remembers, so that a later site file which does not name it is noticed.
 */
public final class SiteRecordComponent implements Component {

  @Override
  public String name() {
    return "site";
  }

  @Override
  public List<Stage> stages(Topology topology) {
    ManagedFile file = file(topology.next());
    List<HostResources> hosts =
        topology.site().hosts().stream()
            .map(host -> new HostResources(host.name(), List.of(file)))
            .toList();
    return List.of(
        new Stage(name(), "remember the site", hosts, Stage.Rollout.PARALLEL, List.of()));
  }

  /** What a host keeps of a site. */
  public static ManagedFile file(AppliedSite site) {
    return new ManagedFile(AppliedSite.PATH, Ownership.ROOT_ONLY, Content.of(site.text()));
  }
}
