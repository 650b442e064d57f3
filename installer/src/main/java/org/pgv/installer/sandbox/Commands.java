package org.pgv.installer.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/** Runs programs of this machine. */
interface Commands {

  /** How a program ended and what it said. */
  record Outcome(int code, String output, String errors) {
    boolean good() {
      return code == 0;
    }
  }

  /** Runs to the end, with {@code input} as its whole standard input. */
  Outcome run(List<String> command, String input);

  /** Runs to the end with this process's terminal; returns the exit code. */
  int attached(List<String> command);

  /** Starts a program that outlives this process, in a session of its own; returns its pid. */
  long start(List<String> command, Map<String, String> environment, Path console);

  default Outcome run(String... command) {
    return run(List.of(command), "");
  }

  /** Runs to the end and returns the output; anything but exit code 0 is a refusal. */
  default String must(List<String> command, String input) {
    Outcome outcome = run(command, input);
    if (!outcome.good()) {
      String said = (outcome.errors().isBlank() ? outcome.output() : outcome.errors()).strip();
      throw new Refusal(
          ExitCode.FAILED,
          new Problem(
              "sandbox",
              "'" + String.join(" ", command) + "' exited " + outcome.code() + ": " + said));
    }
    return outcome.output();
  }

  default String must(String... command) {
    return must(List.of(command), "");
  }
}
