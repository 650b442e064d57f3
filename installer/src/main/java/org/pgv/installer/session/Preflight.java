package org.pgv.installer.session;

import java.util.List;
import java.util.Set;
import org.pgv.installer.host.Host;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.problem.Problem;

/** Looks at a site before anything is changed. */
@FunctionalInterface
public interface Preflight {
  /**
   * Every reason not to begin.
   *
   * @param waivers names of findings to accept, beside those in the site file
   */
  List<Problem> problems(Topology topology, List<Host> hosts, Set<String> waivers);

  /** Reasons not to touch the site at all: the file does not name what runs. */
  default List<Problem> discontinuities(Topology topology, Set<String> waivers) {
    return List.of();
  }

  /** One that finds nothing. */
  static Preflight none() {
    return (_, _, _) -> List.of();
  }
}
