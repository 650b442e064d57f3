package org.pgv.installer.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/** The file system of a host that somebody else has made, below a sandbox's own layers. */
public record GivenRoot(Path folder) {

  /** Refuses what could not boot. */
  public static GivenRoot in(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    List<Problem> problems = new ArrayList<>();
    if (absolute.toString().matches("(?s).*[:,\\\\].*")) {
      // overlay's own separators
      problems.add(problem(absolute, "has ':', ',' or '\\' in its path", "give it another path"));
    }
    lacks(absolute, "systemd", problems, "usr/lib/systemd/systemd", "lib/systemd/systemd");
    lacks(absolute, "sshd", problems, "usr/sbin/sshd", "usr/bin/sshd");
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.USAGE, problems);
    }
    return new GivenRoot(absolute);
  }

  private static void lacks(Path root, String what, List<Problem> problems, String... places) {
    for (String place : places) {
      if (Files.exists(root.resolve(place))) {
        return;
      }
    }
    problems.add(
        problem(
            root,
            "has no " + what,
            "name the folder in which the host's own /usr and /etc are, with systemd and an ssh"
                + " server"));
  }

  private static Problem problem(Path root, String what, String hint) {
    return new Problem("--root " + root, what, hint);
  }
}
