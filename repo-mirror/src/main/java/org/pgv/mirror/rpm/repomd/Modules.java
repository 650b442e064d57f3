package org.pgv.mirror.rpm.repomd;

import java.util.List;
import java.util.Map;

/**
 * The modules of a repository.
 *
 * @param defaults by module, the stream that counts where nothing is said
 */
public record Modules(List<ModuleStream> streams, Map<String, String> defaults) {
  public Modules {
    streams = List.copyOf(streams);
    defaults = Map.copyOf(defaults);
  }
}
