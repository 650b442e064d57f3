package org.pgv.installer.apply;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Hold;
import org.pgv.installer.host.Host;
import org.pgv.installer.host.Input;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/**
 * The lock on a host: held by a command that lives as long as our connection and our heart beats,
 * so that it is gone when we are, however we went. The beat is for a connection that was cut: the
 * host sees no end of it for hours.
 */
public final class HostLocks {
  private static final Duration BEAT = Duration.ofSeconds(4);
  private static final Duration LEASE = BEAT.multipliedBy(5);
  private static final Duration PATIENCE = LEASE.plusSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final String LOCK =
      """
      umask 022 && mkdir -p /run/pgv && exec 8<>/run/pgv/apply.lock || exit 1
      if flock -n 8; then
        printf '%s\\n' "$0" >/run/pgv/apply.holder
        echo held
        while [ "$(timeout "$1" dd bs=1 count=1 2>/dev/null | wc -c)" -eq 1 ]; do :; done
        exit
      fi
      echo "taken by $(cat /run/pgv/apply.holder 2>/dev/null)"
      """;

  private HostLocks() {}

  /**
   * Takes the lock; tries for a while, because the session of a run that was just killed may still
   * be closing, or its lease run out.
   *
   * @param holder what others are told: who, on which machine, since when
   */
  public static void take(Host host, String holder) {
    String lease = Long.toString(LEASE.toSeconds());
    Command command =
        new Command(
            List.of("sh", "-c", LOCK, holder, lease), Input.beats(BEAT), Duration.ofMinutes(1));
    long end = System.nanoTime() + PATIENCE.toNanos();
    Optional<Problem> refused = attempt(host, command);
    while (refused.isPresent()) {
      if (System.nanoTime() > end) {
        throw new Refusal(ExitCode.LOCKED, refused.get());
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new Refusal(ExitCode.INTERRUPTED, refused.get());
      }
      refused = attempt(host, command);
    }
  }

  private static Optional<Problem> attempt(Host host, Command command) {
    return switch (host.hold(command)) {
      case Hold.Holding(String line, Runnable _) when line.equals("held") -> Optional.empty();
      case Hold.Holding(String line, Runnable release) -> {
        release.run();
        yield Optional.of(
            new Problem(
                host.name().text(),
                "another run is at work on it, " + line,
                "wait until it has ended, or end it"));
      }
      case Hold.Ended(var exit) ->
          throw new Refusal(
              ExitCode.FAILED,
              new Problem(host.name().text(), "cannot be locked: " + exit.story()));
    };
  }
}
