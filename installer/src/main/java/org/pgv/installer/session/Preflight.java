package org.pgv.installer.session;

import java.util.List;
import org.pgv.installer.host.Host;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.problem.Problem;

/** Looks at a site before anything is changed. */
@FunctionalInterface
public interface Preflight {
  /** Every reason not to begin. */
  List<Problem> problems(Topology topology, List<Host> hosts);

  /** One that finds nothing. */
  static Preflight none() {
    return (_, _) -> List.of();
  }
}
