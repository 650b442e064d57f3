package org.pgv.installer.cli;

import java.nio.file.Path;
import java.util.Map;

/** Where pgv-install keeps what it must remember. */
final class StateFolder {
  private StateFolder() {}

  /** {@code PGV_HOME}; where that is not set, the usual place for root or for another user. */
  static Path of(Map<String, String> environment, String user, Path home) {
    String wanted = environment.getOrDefault("PGV_HOME", "");
    if (!wanted.isEmpty()) {
      return Path.of(wanted).toAbsolutePath();
    }
    return user.equals("root") ? Path.of("/var/lib/pgv") : home.resolve(".local/state/pgv");
  }
}
