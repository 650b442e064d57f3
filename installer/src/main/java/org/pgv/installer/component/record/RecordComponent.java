package org.pgv.installer.component.record;

import java.util.List;
import org.pgv.installer.resource.Script;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.stage.Stage.HostResources;
import org.pgv.installer.topology.Component;
import org.pgv.installer.topology.Topology;

/**
 * The name of the bundle, in the host's own record. It comes last: a host is at a bundle once all
 * of it is there.
 */
public final class RecordComponent implements Component {

  @Override
  public String name() {
    return "record";
  }

  @Override
  public List<Stage> stages(Topology topology) {
    Script script =
        new Script(
            "bundle",
            "remember the bundle",
            """
            # %1$s
            printf '%%s\\n' %2$s >/var/lib/pgv/bundle.new
            exec mv -f /var/lib/pgv/bundle.new /var/lib/pgv/bundle
            """
                .formatted(topology.bundle().digest(), topology.bundle().name()));
    List<HostResources> hosts =
        topology.site().hosts().stream()
            .map(host -> new HostResources(host.name(), List.of(script)))
            .toList();
    return List.of(
        new Stage(name(), "remember the bundle", hosts, Stage.Rollout.PARALLEL, List.of()));
  }
}
