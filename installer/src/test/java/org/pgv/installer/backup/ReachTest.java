package org.pgv.installer.backup;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.installer.component.pgbackrest.Catalog;
import org.pgv.installer.component.pgbackrest.Target;
import org.pgv.installer.component.pgbackrest.WalPosition;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;

class ReachTest {
  private static final Instant NOW = at("12:00:00");
  private static final Catalog CATALOG =
      new Catalog(
          List.of(
              backup("20261121-081016F", "08:10:16", "08:10:19"),
              backup("20261121-100000F", "10:00:00", "10:00:05")),
          Catalog.State.OK,
          "00000001000000000000000E",
          false);

  /** From nine o'clock until the second backup. */
  private static final ArchiveGap ENDED = gap("09:00:00", Optional.of("10:00:05"));

  private static final ArchiveGap OPEN = gap("11:00:00", Optional.empty());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-21T08:10:18Z",
        "2026-11-21T09:00:01Z",
        "2026-11-21T10:00:04Z",
        "2026-11-21T11:30:00Z",
        "2026-11-21T12:00:01Z",
        "backup=20261120-081016F"
      })
  void refusesWhatTheRepositoryCannotGive(String text) {
    Reach reach = new Reach(CATALOG, List.of(ENDED, OPEN));

    Refusal refusal =
        assertThrows(Refusal.class, () -> reach.require(Target.parse(text), NOW), text);

    assertEquals(ExitCode.USAGE, refusal.code());
    assertEquals(
        "it can be restored from 2026-11-21T08:10:19Z to 2026-11-21T09:00:00Z,"
            + " from 2026-11-21T10:00:05Z to 2026-11-21T11:00:00Z",
        refusal.problems().getFirst().hint());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "latest",
        "2026-11-21T08:10:19Z",
        "2026-11-21T09:00:00Z",
        "2026-11-21T10:00:05Z",
        "backup=20261121-081016F",
        "xid=1"
      })
  void acceptsWhatTheRepositoryMayGive(String text) {
    assertDoesNotThrow(
        () -> new Reach(CATALOG, List.of(ENDED)).require(Target.parse(text), NOW), text);
  }

  @Test
  void needsABackup() {
    Catalog empty = new Catalog(List.of(), new Catalog.State(true, "no valid backups"), "", false);

    assertThrows(
        Refusal.class, () -> new Reach(empty, List.of()).require(new Target.Latest(), NOW));
  }

  @Test
  void doesNotTakeWhatIsBeforeAGapForTheLatest() {
    assertThrows(Refusal.class, new Reach(CATALOG, List.of(OPEN))::requireAll);
    assertDoesNotThrow(new Reach(CATALOG, List.of(ENDED))::requireAll);
  }

  @Test
  void knowsThatABackupTakenSinceEndsAGap() {
    Reach reach = new Reach(CATALOG, List.of(gap("09:30:00", Optional.empty())));

    assertDoesNotThrow(reach::requireAll);
    assertEquals(
        List.of(
            new Reach.Window(at("08:10:19"), Optional.of(at("09:30:00"))),
            new Reach.Window(at("10:00:05"), Optional.empty())),
        reach.windows());
  }

  @Test
  void takesGapsThatOneBackupEndedForOne() {
    Reach reach = new Reach(CATALOG, List.of(ENDED, gap("09:30:00", Optional.of("10:00:05"))));

    assertEquals(
        List.of(
            new Reach.Window(at("08:10:19"), Optional.of(at("09:00:00"))),
            new Reach.Window(at("10:00:05"), Optional.empty())),
        reach.windows());
  }

  private static Catalog.Entry backup(String label, String begin, String end) {
    return new Catalog.Entry(
        label, "full", at(begin), at(end), new WalPosition(1, 0), 30 << 20, 3 << 20);
  }

  private static ArchiveGap gap(String since, Optional<String> until) {
    return new ArchiveGap(
        "00000001000000000000000A",
        "00000001000000000000000B",
        2,
        at(since),
        until.map(ReachTest::at));
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-21T" + time + "Z");
  }
}
