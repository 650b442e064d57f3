package org.pgv.mirror.rpm.repomd;

import java.util.List;
import java.util.Map;
import org.pgv.manifests.problem.Problem;

/**
 * The modules of a repository.
 *
 * @param defaults by module, the stream that counts where nothing is said
 * @param faults what was left out, and why
 */
public record Modules(
    List<ModuleStream> streams, Map<String, String> defaults, List<Problem> faults) {
  public Modules {
    streams = List.copyOf(streams);
    defaults = Map.copyOf(defaults);
    faults = List.copyOf(faults);
  }
}
