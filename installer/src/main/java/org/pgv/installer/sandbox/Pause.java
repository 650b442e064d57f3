package org.pgv.installer.sandbox;

import java.time.Duration;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/** Waits a little; being interrupted ends the command. */
final class Pause {
  private Pause() {}

  static void of(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(
          ExitCode.INTERRUPTED, new Problem("sandbox", "interrupted while waiting"), e);
    }
  }
}
