package org.pgv.installer.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** Which rows were acknowledged and when; used by all clients at once. */
final class Acknowledgements {
  /** Shorter pauses are a busy machine's. */
  static final Duration NOTABLE = Duration.ofMillis(500);

  private final BitSet rows = new BitSet();
  private final List<Duration> gaps = new ArrayList<>();
  private long lastNanos;
  private boolean begun;
  private String lastError = "";

  /** Until the first row, clients are still connecting. */
  Acknowledgements(long nowNanos) {
    lastNanos = nowNanos;
  }

  synchronized void acknowledged(long id, long nowNanos) {
    rows.set(Math.toIntExact(id));
    if (begun) {
      closeGap(nowNanos);
    }
    begun = true;
    lastNanos = Math.max(lastNanos, nowNanos);
  }

  synchronized void failed(String error) {
    lastError = error;
  }

  /** Counts the time since the last row, too, when nothing more will come. */
  synchronized void end(long nowNanos) {
    closeGap(nowNanos);
  }

  /** Whether a notable gap of at least this length is over, with rows to the last moment. */
  synchronized boolean recovered(Duration shortest, long nowNanos) {
    return gaps.stream().anyMatch(gap -> gap.compareTo(shortest) >= 0)
        && nowNanos - lastNanos < NOTABLE.toNanos();
  }

  synchronized long count() {
    return rows.cardinality();
  }

  synchronized WriteReport report(long attempted, Set<Long> found) {
    long missing = rows.stream().filter(id -> !found.contains((long) id)).count();
    List<Double> seconds = gaps.stream().map(gap -> gap.toMillis() / 1000.0).toList();
    double longest = seconds.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return new WriteReport(attempted, rows.cardinality(), missing, longest, seconds, lastError);
  }

  private void closeGap(long nowNanos) {
    Duration gap = Duration.ofNanos(nowNanos - lastNanos);
    if (gap.compareTo(NOTABLE) > 0) {
      gaps.add(gap);
    }
  }
}
