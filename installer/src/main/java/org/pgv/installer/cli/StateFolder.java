package org.pgv.installer.cli;

import java.nio.file.Path;
import java.util.Map;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/** Where pgv-install keeps what it must remember. */
final class StateFolder {
  private StateFolder() {}

  /** {@code PGV_HOME}; where that is not set, the usual place for root or for another user. */
  static Path of(Map<String, String> environment, String user, Path home) {
    String wanted = environment.getOrDefault("PGV_HOME", "");
    if (!wanted.isEmpty()) {
      return Path.of(wanted).toAbsolutePath();
    }
    if (user.equals("root")) {
      return Path.of("/var/lib/pgv");
    }
    // Java says "?" for a user without one, and that would be looked for in the current folder.
    if (!home.isAbsolute()) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(
              "PGV_HOME",
              "is not set, and user " + user + " has no home",
              "set it to a folder that only " + user + " can write to"));
    }
    return home.resolve(".local/state/pgv");
  }
}
