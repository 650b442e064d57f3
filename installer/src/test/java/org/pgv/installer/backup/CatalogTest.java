package org.pgv.installer.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgv.installer.component.pgbackrest.Target;
import org.pgv.manifests.json.Json;

class CatalogTest {
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
  @ValueSource(
      strings = {"2026-11-21T08:10:18Z", "2026-11-21T12:00:01Z", "backup=20261120-081016F"})
  void refusesWhatTheRepositoryCannotGive(String text) {
    assertTrue(CATALOG.refusal(Target.parse(text), NOW).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "2026-11-21T08:10:19Z", "backup=20261121-081016F", "xid=1"})
  void acceptsWhatTheRepositoryMayGive(String text) {
    assertEquals(Optional.empty(), CATALOG.refusal(Target.parse(text), NOW));
  }

  @Test
  void needsABackup() {
    Catalog empty = new Catalog(List.of(), "no valid backups", "", false);

    assertTrue(empty.refusal(new Target.Latest(), NOW).isPresent());
  }

  @Test
  void tellsProgramsOfEachBackup() {
    String json = Json.pretty(CATALOG.documents());

    assertTrue(json.contains("\"restorableFrom\" : \"2026-11-21T08:10:19Z\""), json);
  }
}
