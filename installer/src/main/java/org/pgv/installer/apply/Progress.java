package org.pgv.installer.apply;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.pgv.installer.plan.Step;
import org.pgv.manifests.report.Reporter;

/** How far a run is, and whether it goes on; shared by all hosts. */
final class Progress {
  private final int total;
  private final Reporter reporter;
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicBoolean stopped = new AtomicBoolean();

  Progress(int total, Reporter reporter) {
    this.total = total;
    this.reporter = reporter;
  }

  void starting(Step step) {
    reporter.say(started.incrementAndGet() + "/" + total + " " + step.host() + ": " + step.title());
  }

  void done(int steps) {
    done.addAndGet(steps);
  }

  int done() {
    return done.get();
  }

  int total() {
    return total;
  }

  /** From now on no host begins another step; those at work come to their end. */
  void stop() {
    stopped.set(true);
  }

  boolean isStopped() {
    return stopped.get();
  }
}
