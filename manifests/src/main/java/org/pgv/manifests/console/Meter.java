package org.pgv.manifests.console;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.pgv.manifests.report.Event;

/** How far a task is, how fast it goes and how long it will still take. */
final class Meter {
  private static final long LINE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final String task;
  private final long total;
  private final Event.Unit unit;
  private final long startedNanos;
  private long lastLineNanos;
  private long done;

  Meter(String task, long total, Event.Unit unit, long nowNanos) {
    this.task = task;
    this.total = total;
    this.unit = unit;
    this.startedNanos = nowNanos;
    this.lastLineNanos = nowNanos;
  }

  void advance(long to) {
    done = to;
  }

  /** Whether a log without a terminal should get a line again: every ten seconds. */
  boolean dueForALine() {
    long now = System.nanoTime();
    if (now - lastLineNanos < LINE_EVERY_NANOS) {
      return false;
    }
    lastLineNanos = now;
    return true;
  }

  String line() {
    double seconds = Math.max(0.001, (System.nanoTime() - startedNanos) / 1e9);
    StringBuilder line = new StringBuilder(task).append(' ').append(amount(done));
    if (total > 0) {
      line.append('/').append(amount(total)).append(", ").append(100 * done / total).append(" %");
    }
    if (unit == Event.Unit.BYTES && done > 0) {
      line.append(", ").append(amount((long) (done / seconds))).append("/s");
    }
    if (total > 0 && done > 0 && done < total) {
      long left = Math.round((total - done) * seconds / done);
      line.append(", ").append(left).append(" s left");
    }
    return line.toString();
  }

  private String amount(long number) {
    if (unit == Event.Unit.ITEMS) {
      return Long.toString(number);
    }
    return number < 1_000_000
        ? String.format(Locale.ROOT, "%.0f kB", number / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", number / 1e6);
  }
}
