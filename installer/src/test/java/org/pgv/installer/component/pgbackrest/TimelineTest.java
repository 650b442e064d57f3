package org.pgv.installer.component.pgbackrest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A cluster that was restored to the past twice: timelines 2 and 3 both begin on timeline 1. */
class TimelineTest {
  private static final Catalog CATALOG =
      new Catalog(
          List.of(
              entry("1a", "2026-11-21T08:00:00Z", 1, "0/5000100"),
              entry("1b", "2026-11-21T09:00:00Z", 1, "0/9000100"),
              entry("2a", "2026-11-21T10:00:00Z", 2, "0/8000100"),
              entry("3a", "2026-11-21T11:00:00Z", 3, "0/7000100")),
          Catalog.State.OK,
          "000000030000000000000009",
          false);
  private static final String HISTORY = "1\t0/6000000\tbefore 2026-11-21 08:30:00.123456+00\n";

  @Test
  void goesBackToABranchThatWasLeft() {
    Timeline first = new Timeline(1, List.of());

    assertEquals(Optional.of("1b"), backup(first, "latest"));
    assertEquals(Optional.of("1a"), backup(first, "2026-11-21T08:59:59Z"));
    assertEquals(Optional.of("1a"), backup(first, "lsn=0/9000000"));
  }

  @Test
  void beginsOnAnAncestorOnlyWithWhatWasBeforeTheBranch() {
    Timeline second = Timeline.parse(2, HISTORY);

    assertEquals(Optional.of("2a"), backup(second, "latest"));
    assertEquals(Optional.of("1a"), backup(second, "2026-11-21T09:30:00Z"));
    assertEquals(Optional.empty(), backup(second, "2026-11-21T07:00:00Z"));
  }

  @Test
  void readsEveryAncestorOfItsFile() {
    String text = "# a comment\n1\t0/6000000\tno recovery target specified\n\n5\tA/70000A0\t\n";

    assertEquals(
        List.of(new WalPosition(1, 0x6000000L), new WalPosition(5, 0xA070000A0L)),
        Timeline.parse(6, text).ancestors());
    assertEquals("0000001F.history", Timeline.file(31));
  }

  private static Optional<String> backup(Timeline timeline, String target) {
    return timeline.backupFor(Target.parse(target), CATALOG).map(Catalog.Entry::label);
  }

  private static Catalog.Entry entry(String label, String end, int timeline, String stop) {
    return new Catalog.Entry(
        label,
        "full",
        Instant.parse(end).minusSeconds(5),
        Instant.parse(end),
        new WalPosition(timeline, WalPosition.bytes(stop)),
        0,
        0);
  }
}
