package org.pgv.installer.topology;

import java.util.List;
import org.pgv.installer.stage.Stage;

/** One piece of software with its configuration: a pure function from what is known to stages. */
public interface Component {

  /** Short and stable, such as {@code etcd}. */
  String name();

  List<Stage> stages(Topology topology);
}
