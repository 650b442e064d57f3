package org.pgv.mirror.fetch;

import java.time.Duration;

/**
 * How long to wait and how often to try again.
 *
 * @param attempts tries with one mirror before the next one is asked
 * @param firstPause the pause before the second try; it doubles with each further one
 * @param connect the limit for reaching a server and getting the head of its answer
 * @param stall the limit for a transfer that brings no byte
 */
public record Patience(int attempts, Duration firstPause, Duration connect, Duration stall) {

  /** What suits mirrors on the internet. */
  public static Patience usual() {
    return new Patience(4, Duration.ofMillis(500), Duration.ofSeconds(15), Duration.ofSeconds(20));
  }

  Duration pauseAfter(int attempt) {
    return firstPause.multipliedBy(1L << Math.min(attempt, 6));
  }
}
