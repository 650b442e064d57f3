package org.pgv.installer.apply;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.pgv.installer.apply.UnitWatch.Failing;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Host;
import org.pgv.installer.plan.Plan.PlannedStage;
import org.pgv.installer.stage.Gate;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.HostName;

/** Waits until what a stage was for is so, or cannot become so by waiting. */
final class Gatekeeper {
  /** What a gate's script exits with where what it sees will not change by itself. */
  static final int HOPELESS = 3;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
  private static final Duration ONE_TRY = Duration.ofMinutes(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  /** Between two looks at what fails, it may look as if it did not. */
  private static final Duration HOPELESS_FOR = Duration.ofSeconds(8);

  private final Map<HostName, Host> hosts;
  private final Reporter reporter;
  private final Supplier<Waiting> clocks;

  Gatekeeper(Map<HostName, Host> hosts, Reporter reporter) {
    this(hosts, reporter, Waiting::begin);
  }

  Gatekeeper(Map<HostName, Host> hosts, Reporter reporter, Supplier<Waiting> clocks) {
    this.hosts = hosts;
    this.reporter = reporter;
    this.clocks = clocks;
  }

  /**
   * Asks until it is so, or the gate's limit has passed, or a unit that it waits for will not come
   * up; then says what was last heard.
   */
  Optional<Problem> pass(PlannedStage stage, Gate gate) {
    Host host = hosts.get(gate.host());
    if (host == null) {
      throw new IllegalArgumentException("no host " + gate.host() + " for gate " + gate.title());
    }
    Waiting waiting = clocks.get();
    UnitWatch watch = new UnitWatch(hosts, stage.watched());
    Duration pause = FIRST_PAUSE;
    Duration hopeless = Duration.ZERO;
    Duration before = Duration.ZERO;
    boolean told = false;
    while (true) {
      CompletableFuture<Exit> asked =
          CompletableFuture.supplyAsync(
              () -> host.run(Command.script(gate.script(), ONE_TRY)), Thread::startVirtualThread);
      // Some questions wait themselves.
      Optional<Failing> failing = Optional.empty();
      while (!waiting.ended(asked, BETWEEN_LOOKS) && failing.isEmpty()) {
        failing = watch.look(waiting.elapsed());
      }
      if (failing.isPresent()) {
        return Optional.of(problem(stage.name(), gate, failing.get(), "it still asks"));
      }
      Exit exit = asked.join();
      Duration waited = waiting.elapsed();
      if (exit.good()) {
        reporter.say("%s (%.1f s)".formatted(gate.title(), waited.toMillis() / 1e3));
        return Optional.empty();
      }
      if (exit instanceof Exit.Code(int number, String _, String _) && number == HOPELESS) {
        hopeless = hopeless.plus(waited.minus(before));
      }
      before = waited;
      failing = watch.look(waited);
      if (failing.isPresent()) {
        return Optional.of(problem(stage.name(), gate, failing.get(), exit.story()));
      }
      if (waited.compareTo(gate.limit()) > 0
          || hopeless.compareTo(HOPELESS_FOR) > 0
          || !waiting.pause(pause)) {
        return Optional.of(problem(stage.name(), gate, waited, exit));
      }
      if (!told) {
        reporter.say("waiting until " + gate.title());
        told = true;
      }
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }
  }

  private static Problem problem(String stage, Gate gate, Failing failing, String last) {
    return new Problem(
        failing.host() + ", stage " + stage,
        "%s %s, so it will not be that %s%n%s%s"
            .formatted(
                failing.unit(),
                failing.how(),
                gate.title(),
                String.join("\n", failing.lines()),
                failing.lines().isEmpty() ? last : ""),
        "see 'journalctl -u %s' on %s; mend it, then run the same command again: it goes on from here"
            .formatted(failing.unit(), failing.host()));
  }

  private static Problem problem(String stage, Gate gate, Duration waited, Exit last) {
    return new Problem(
        gate.host() + ", stage " + stage,
        "after %d s it is still not so that %s: %s"
            .formatted(waited.toSeconds(), gate.title(), last.story()),
        "what was done so far stays; mend it, then run the same command again: it asks again");
  }
}
