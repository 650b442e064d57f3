package org.pgv.mirror.upstream;

import java.net.URI;
import java.util.List;

/** A repository that this machine's own apt uses. */
public record AptSource(URI address, List<String> suites) {
  public AptSource {
    suites = List.copyOf(suites);
  }

  /** The last part of the address, by which mirrors of one archive are alike. */
  String archive() {
    String path = address.getPath().replaceAll("/+$", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
