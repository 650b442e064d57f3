package org.pgv.installer.component.pgbackrest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
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
}
