package org.pgv.installer.drill;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.pgv.installer.drill.Writes.Session;
import org.pgv.installer.drill.Writes.WriteFailed;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;

/**
 * Clients that write numbered rows, while something happens to the service, and look afterwards
 * whether every row is there that they were told is kept.
 */
public final class WriteDrill {
  private static final Duration BETWEEN_ROWS = Duration.ofMillis(10);
  private static final Duration AFTER_FAILURE = Duration.ofMillis(50);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration CALM = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Writes writes;
  private final Reporter reporter;

  WriteDrill(Writes writes, Reporter reporter) {
    this.writes = writes;
    this.reporter = reporter;
  }

  /**
   * How long clients write.
   *
   * @param limit the longest time
   * @param untilOver the shortest gap that, once it is over, lets them stop soon
   */
  public record Extent(int clients, Duration limit, Optional<Duration> untilOver) {}

  /** Writes and counts; a row that is missing is in the report, not a failure of the drill. */
  public WriteReport run(Extent extent) throws InterruptedException {
    patiently(writes::prepare, "could not begin");
    AtomicLong next = new AtomicLong();
    AtomicBoolean over = new AtomicBoolean();
    Acknowledgements acknowledgements = new Acknowledgements(System.nanoTime());
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int client = 0; client < extent.clients(); client++) {
        int number = client;
        clients.execute(() -> write(number, next, over, acknowledgements));
      }
      try {
        watch(extent, acknowledgements);
      } finally {
        over.set(true);
      }
    }
    acknowledgements.end(System.nanoTime());
    Found found = new Found();
    patiently(() -> found.rows = writes.found(), "could not look for the rows afterwards");
    patiently(writes::cleanUp, "could not remove the rows");
    return acknowledgements.report(next.get(), found.rows);
  }

  private static final class Found {
    private Set<Long> rows = Set.of();
  }

  private void watch(Extent extent, Acknowledgements acknowledgements) throws InterruptedException {
    long began = System.nanoTime();
    long end = began + extent.limit().toNanos();
    boolean announced = false;
    long calmSince = 0;
    while (System.nanoTime() < end) {
      Thread.sleep(LOOK);
      if (!announced && acknowledgements.count() > extent.clients()) {
        reporter.say("clients are writing");
        announced = true;
      }
      long now = System.nanoTime();
      boolean recovered =
          extent.untilOver().filter(gap -> acknowledgements.recovered(gap, now)).isPresent();
      calmSince = recovered ? (calmSince == 0 ? now : calmSince) : 0;
      if (recovered && now - calmSince > CALM.toNanos()) {
        return;
      }
    }
  }

  private void write(
      int client, AtomicLong next, AtomicBoolean over, Acknowledgements acknowledgements) {
    while (!over.get()) {
      try (Session session = writes.connect(client)) {
        while (!over.get()) {
          long id = next.incrementAndGet();
          session.write(id);
          acknowledgements.acknowledged(id, System.nanoTime());
          Thread.sleep(BETWEEN_ROWS);
        }
      } catch (WriteFailed e) {
        acknowledgements.failed(String.valueOf(e.getMessage()));
        reporter.report(new Event.Logged("client " + client + ": " + e.getMessage()));
        if (!slept(AFTER_FAILURE)) {
          return;
        }
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private static boolean slept(Duration duration) {
    try {
      Thread.sleep(duration);
      return true;
    } catch (InterruptedException _) {
      return false;
    }
  }

  @FunctionalInterface
  private interface Attempt {
    void run() throws WriteFailed;
  }

  /** The service may be away for a while, also before and after the clients write. */
  private static void patiently(Attempt attempt, String what) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        attempt.run();
        return;
      } catch (WriteFailed e) {
        if (System.nanoTime() > end) {
          throw new Refusal(ExitCode.FAILED, new Problem("drill", what + ": " + e.getMessage()), e);
        }
        Thread.sleep(AFTER_FAILURE);
      }
    }
  }
}
