package org.pgv.acceptance;

import java.nio.file.Path;

/** Where the state of hosts before the installation is kept for the test that takes it away. */
final class Snapshots {
  private Snapshots() {}

  static Path file(Lab lab, String host) {
    return lab.site().resolveSibling(host + ".before");
  }
}
