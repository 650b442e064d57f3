package org.pgv.installer.cli;

import org.pgv.installer.component.pgbackrest.Target;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/** Reads points in time from a command line. */
final class Targets {
  private Targets() {}

  static Target parse(String text) {
    try {
      return Target.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal(ExitCode.USAGE, new Problem("--to", String.valueOf(e.getMessage()), ""), e);
    }
  }
}
