package org.pgv.installer.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {
  private static final Duration ANY = Acknowledgements.NOTABLE;

  private final Acknowledgements acknowledgements = new Acknowledgements(0);

  @Test
  void countsAnAcknowledgedRowThatIsNotThereAsMissing() {
    acknowledgements.acknowledged(1, millis(10));
    acknowledgements.acknowledged(3, millis(20));

    WriteReport report = acknowledgements.report(4, Set.of(1L, 2L, 4L));

    assertEquals(2, report.acknowledged());
    assertEquals(1, report.missing());
    assertEquals(4, report.attempted());
  }

  @Test
  void measuresTheTimeInWhichNoClientWasServed() {
    acknowledgements.acknowledged(1, millis(100));
    acknowledgements.acknowledged(2, millis(400));
    acknowledgements.acknowledged(3, millis(23_400));
    acknowledgements.acknowledged(4, millis(24_000));

    WriteReport report = acknowledgements.report(4, Set.of(1L, 2L, 3L, 4L));

    assertEquals(List.of(23.0, 0.6), report.gaps());
    assertEquals(23.0, report.longestGapSeconds());
    assertEquals(0, report.missing());
  }

  @Test
  void doesNotCountTheTimeInWhichClientsConnect() {
    acknowledgements.acknowledged(1, millis(2_000));

    assertEquals(List.of(), acknowledgements.report(1, Set.of(1L)).gaps());
  }

  @Test
  void countsAllTheTimeWhereNothingWasEverAcknowledged() {
    acknowledgements.end(millis(30_000));

    assertEquals(30.0, acknowledgements.report(9, Set.of()).longestGapSeconds());
  }

  @Test
  void countsTheTimeAfterTheLastRow() {
    acknowledgements.acknowledged(1, millis(100));

    acknowledgements.end(millis(60_100));

    assertEquals(60.0, acknowledgements.report(1, Set.of(1L)).longestGapSeconds());
  }

  @Test
  void hasRecoveredOnceRowsAreKeptAgainAfterAGap() {
    acknowledgements.acknowledged(1, millis(100));
    assertFalse(acknowledgements.recovered(ANY, millis(200)), "there was no gap yet");
    assertFalse(acknowledgements.recovered(ANY, millis(5_000)), "the gap is not over");

    acknowledgements.acknowledged(2, millis(6_000));

    assertTrue(acknowledgements.recovered(ANY, millis(6_100)));
    assertFalse(acknowledgements.recovered(ANY, millis(7_000)), "another gap began");
  }

  @Test
  void hasNotRecoveredFromAPauseThatIsShorterThanTheGapWaitedFor() {
    Duration gap = Duration.ofSeconds(10);
    acknowledgements.acknowledged(1, millis(100));
    acknowledgements.acknowledged(2, millis(1_100));
    assertFalse(acknowledgements.recovered(gap, millis(1_200)), "a busy machine's pause");

    acknowledgements.acknowledged(3, millis(12_000));

    assertTrue(acknowledgements.recovered(gap, millis(12_100)));
  }

  @Test
  void isNotConfusedByRowsThatAreCountedLate() {
    acknowledgements.acknowledged(1, millis(100));
    acknowledgements.acknowledged(2, millis(90));
    acknowledgements.acknowledged(3, millis(110));

    assertEquals(List.of(), acknowledgements.report(3, Set.of(1L, 2L, 3L)).gaps());
  }

  private static long millis(long count) {
    return Duration.ofMillis(count).toNanos();
  }
}
