package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;

/** Clients that write to a lab's cluster while something happens to it. */
final class Clients {
  private static final Duration REJOIN = Duration.ofMinutes(2);

  /** Shorter pauses are a busy machine's. */
  private static final Duration NOTABLE = Duration.ofSeconds(1);

  /** A host that is back before the others took over remains the primary's: its lock lasts 20 s. */
  private static final Duration LOSS = Duration.ofSeconds(10);

  private final Lab lab;

  Clients(Lab lab) {
    this.lab = lab;
  }

  /** Cuts the power of the primary's host: no row is lost, and the host comes back by itself. */
  void losePrimarysHost() throws IOException, InterruptedException {
    String primary = whole();
    Run writer = write(LOSS);

    lab.sandbox("power", "off", primary).end().expect(0);

    JsonNode report = report(writer);
    lab.sandbox("power", "on", primary).end().expect(0);
    System.out.println("host lost: " + report);
    assertEquals(0, report.path("missing").asLong(), report.toString());
    assertTrue(report.path("acknowledged").asLong() > 100, report.toString());
    assertNotEquals(primary, whole());
  }

  /** Waits until all members replicate again; returns the primary's host. */
  String whole() throws InterruptedException {
    long end = System.nanoTime() + REJOIN.toNanos();
    while (System.nanoTime() < end) {
      if (lab.primary().isPresent()) {
        return lab.primary().get();
      }
      Thread.sleep(1_000);
    }
    throw new AssertionError("not whole after " + REJOIN + ": " + lab.cluster());
  }

  /** Starts clients that write until the service is back from what happens next. */
  Run write() throws IOException, InterruptedException {
    return write(NOTABLE);
  }

  private Run write(Duration shortestGap) throws IOException, InterruptedException {
    String away = String.valueOf(shortestGap.toSeconds());
    Run writer =
        lab.ask("drill", "--until-recovered", "--away", away, "--seconds", "120", "--json");
    while (!writer.said("clients are writing")) {
      if (writer.ends(Duration.ofMillis(100))) {
        throw new AssertionError("the clients gave up: " + writer.end());
      }
    }
    Thread.sleep(2_000);
    return writer;
  }

  /** What they say in the end. */
  static JsonNode report(Run writer) throws JsonProcessingException {
    return new JsonMapper().readTree(writer.end().expect(0).output());
  }
}
