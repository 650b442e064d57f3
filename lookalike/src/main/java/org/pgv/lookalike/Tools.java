package org.pgv.lookalike;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/** Runs programs of this machine. */
final class Tools {
  private static final int MOST_SAID = 2000;

  private Tools() {}

  /** Runs to the end and returns what was said; anything but exit code 0 is a refusal. */
  static String run(String... command) {
    return run(Map.of(), List.of(command));
  }

  static String run(Map<String, String> environment, List<String> command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int code = process.waitFor();
      if (code != 0) {
        throw new Refusal(
            ExitCode.FAILED, new Problem(command.getFirst(), "exited " + code + ": " + end(said)));
      }
      return said;
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.PREFLIGHT,
          new Problem(command.getFirst(), "cannot be started", "run build-tools/prepare"),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(
          ExitCode.INTERRUPTED, new Problem(command.getFirst(), "was interrupted"), e);
    }
  }

  private static String end(String said) {
    return said.substring(Math.max(0, said.length() - MOST_SAID));
  }
}
