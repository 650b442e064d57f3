package org.pgv.installer.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.pgv.installer.drill.WriteDrill.Extent;
import org.pgv.manifests.report.Reporter;

class WriteDrillTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  @Test
  void findsEveryRowOfAServiceThatKeepsItsWord() throws InterruptedException {
    MemoryWrites service = new MemoryWrites();

    WriteReport report = drill(service, new Extent(3, SHORT, Optional.empty()));

    assertTrue(report.acknowledged() > 3);
    assertEquals(0, report.missing());
    assertFalse(service.prepared, "what the drill made is removed");
  }

  @Test
  void noticesAServiceThatForgets() throws InterruptedException {
    MemoryWrites service = new MemoryWrites();
    service.forgets = 5;

    WriteReport report = drill(service, new Extent(1, SHORT, Optional.empty()));

    assertEquals(1, report.missing());
  }

  @Test
  void doesNotCountARowTwiceOrAsLostThatTheServiceRefused() throws InterruptedException {
    MemoryWrites service = new MemoryWrites();
    service.refusesEvery = 3;

    WriteReport report = drill(service, new Extent(2, SHORT, Optional.empty()));

    assertTrue(report.attempted() > report.acknowledged());
    assertEquals(0, report.missing());
    assertEquals("refused", report.lastError());
  }

  @Test
  void endsSoonAfterTheServiceIsBack() throws InterruptedException {
    MemoryWrites service = new MemoryWrites();
    service.pausesAt = 10;

    WriteReport report = drill(service, new Extent(1, Duration.ofSeconds(60), Optional.of(SHORT)));

    assertEquals(1, report.gaps().size());
  }

  private static WriteReport drill(Writes writes, Extent extent) throws InterruptedException {
    return new WriteDrill(writes, Reporter.silent()).run(extent);
  }

  /** A service in memory, with faults to order. */
  private static final class MemoryWrites implements Writes {
    private final Set<Long> rows = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean prepared;
    private long forgets = -1;
    private long pausesAt = -1;
    private int refusesEvery = Integer.MAX_VALUE;

    @Override
    public Session connect(int client) {
      return new Session() {
        @Override
        public void write(long id) throws WriteFailed {
          if (asked.incrementAndGet() % refusesEvery == 0) {
            throw new WriteFailed("refused", new IllegalStateException());
          }
          if (id == pausesAt) {
            pause();
          }
          if (id != forgets) {
            rows.add(id);
          }
        }

        @Override
        public void close() {}
      };
    }

    private static void pause() throws WriteFailed {
      try {
        Thread.sleep(700);
      } catch (InterruptedException e) {
        throw new WriteFailed("interrupted", e);
      }
    }

    @Override
    public void prepare() {
      prepared = true;
    }

    @Override
    public Set<Long> found() {
      return Set.copyOf(rows);
    }

    @Override
    public void cleanUp() {
      prepared = false;
    }
  }
}
