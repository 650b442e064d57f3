package org.pgv.installer.apply;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Host;
import org.pgv.installer.stage.Gate;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.HostName;

/** Waits until what a stage was for is so. */
final class Gatekeeper {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
  private static final Duration ONE_TRY = Duration.ofMinutes(1);

  private final Map<HostName, Host> hosts;
  private final Reporter reporter;

  Gatekeeper(Map<HostName, Host> hosts, Reporter reporter) {
    this.hosts = hosts;
    this.reporter = reporter;
  }

  /** Asks until it is so, or the gate's limit has passed; then says what was last heard. */
  Optional<Problem> pass(String stage, Gate gate) {
    Host host = hosts.get(gate.host());
    if (host == null) {
      throw new IllegalArgumentException("no host " + gate.host() + " for gate " + gate.title());
    }
    long begin = System.nanoTime();
    Duration pause = FIRST_PAUSE;
    boolean told = false;
    while (true) {
      Exit exit = host.run(Command.script(gate.script(), ONE_TRY));
      Duration waited = Duration.ofNanos(System.nanoTime() - begin);
      if (exit.good()) {
        reporter.say("%s (%.1f s)".formatted(gate.title(), waited.toMillis() / 1e3));
        return Optional.empty();
      }
      if (waited.compareTo(gate.limit()) > 0 || !sleep(pause)) {
        return Optional.of(problem(stage, gate, exit));
      }
      if (!told) {
        reporter.say("waiting until " + gate.title());
        told = true;
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }

  private static boolean sleep(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Problem problem(String stage, Gate gate, Exit last) {
    return new Problem(
        gate.host() + ", stage " + stage,
        "after %d s it is still not so that %s: %s"
            .formatted(gate.limit().toSeconds(), gate.title(), last.story()),
        "what was done so far stays; mend it, then run the same command again: it asks again");
  }
}
