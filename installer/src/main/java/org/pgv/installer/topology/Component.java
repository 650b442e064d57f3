package org.pgv.installer.topology;

import java.util.List;
import org.pgv.installer.port.OpenPort;
import org.pgv.installer.stage.Stage;
import org.pgv.manifests.site.Site;

/** One piece of software with its configuration: a pure function from what is known to stages. */
public interface Component {

  /** Short and stable, such as {@code etcd}. */
  String name();

  List<Stage> stages(Topology topology);

  /** The ports that it listens on, and who needs each of them. */
  default List<OpenPort> ports(Site site) {
    return List.of();
  }

  /** What is not done until the operator has agreed to it. */
  default List<String> due(Topology topology) {
    return List.of();
  }

  /** What a person should know of what is there, though nothing is done about it. */
  default List<String> notes(Topology topology) {
    return List.of();
  }
}
