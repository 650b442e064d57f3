package org.pgv.mirror.rpm.repomd;

import java.util.List;
import org.pgv.mirror.rpm.Nevra;

/**
 * One build of one stream of a module (modulemd version 2).
 *
 * @param build what tells builds of a stream apart: version, context and architecture
 * @param needs what else must be active, whatever the platform
 * @param artifacts the binary packages that belong to it
 */
public record ModuleStream(
    String module, String stream, String build, List<Need> needs, List<Nevra> artifacts) {

  public ModuleStream {
    needs = List.copyOf(needs);
    artifacts = List.copyOf(artifacts);
  }

  /**
   * A module that must be active with it.
   *
   * @param streams of which one must be; any where there is none
   */
  public record Need(String module, List<String> streams) {
    public Need {
      streams = List.copyOf(streams);
    }
  }

  /** {@code NAME:STREAM}, as people write it. */
  public String id() {
    return module + ":" + stream;
  }
}
