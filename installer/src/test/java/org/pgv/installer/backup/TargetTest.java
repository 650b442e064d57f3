package org.pgv.installer.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Catalog CATALOG =
      new Catalog(
          List.of(
              new Catalog.Entry(
                  "20261121-081016F",
                  "full",
                  Instant.parse("2026-11-21T08:10:16Z"),
                  Instant.parse("2026-11-21T08:10:19Z"),
                  30 << 20,
                  3 << 20)),
          "ok",
          "00000001000000000000000E",
          false);

  @ParameterizedTest
  @CsvSource({
    "latest, --type=default",
    "2026-11-21T09:15:00+01:00, --type=time --target=2026-11-21 08:15:00.000000+00 --target-action=promote",
    "2026-11-21 08:15:00+00, --type=time --target=2026-11-21 08:15:00.000000+00 --target-action=promote",
    "time=2026-11-21T08:15:00.25Z, --type=time --target=2026-11-21 08:15:00.250000+00 --target-action=promote",
    "lsn=0/9000028, --type=lsn --target=0/9000028 --target-action=promote",
    "xid=4711, --type=xid --target=4711 --target-action=promote",
    "name=before_release, --type=name --target=before_release --target-action=promote",
    "backup=20261121-081016F, --type=immediate --set=20261121-081016F --target-action=promote"
  })
  void isSaidInTheWordsOfPgBackRest(String text, String options) {
    assertEquals(options, String.join(" ", Target.parse(text).options()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "2026-11-21T08:15:00", "lsn=9", "xid=a", "backup=x", "table=a"})
  void refusesWhatIsNoPoint(String text) {
    assertThrows(IllegalArgumentException.class, () -> Target.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-11-21T08:10:18Z", "2026-11-21T12:00:01Z", "backup=20261120-081016F"})
  void refusesWhatTheRepositoryCannotGive(String text) {
    assertTrue(Target.parse(text).refusal(CATALOG, NOW).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "2026-11-21T08:10:19Z", "backup=20261121-081016F", "xid=1"})
  void acceptsWhatTheRepositoryMayGive(String text) {
    assertEquals(Optional.empty(), Target.parse(text).refusal(CATALOG, NOW));
  }

  @Test
  void needsABackup() {
    Catalog empty = new Catalog(List.of(), "no valid backups", "", false);

    assertTrue(new Target.Latest().refusal(empty, NOW).isPresent());
  }
}
