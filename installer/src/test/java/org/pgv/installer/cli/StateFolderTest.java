package org.pgv.installer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;

class StateFolderTest {
  private static final Path HOME = Path.of("/home/ann");

  @Test
  void isTheUsualPlaceUnlessAnotherIsNamed() {
    assertEquals(Path.of("/var/lib/pgv"), StateFolder.of(Map.of(), "root", Path.of("/root")));
    assertEquals(Path.of("/home/ann/.local/state/pgv"), StateFolder.of(Map.of(), "ann", HOME));
    assertEquals(Path.of("/srv/pgv"), StateFolder.of(Map.of("PGV_HOME", "/srv/pgv"), "ann", HOME));
  }

  @Test
  void isNotLookedForWhereTheUserHasNoHome() {
    Refusal refusal =
        assertThrows(Refusal.class, () -> StateFolder.of(Map.of(), "ann", Path.of("?")));

    assertEquals(ExitCode.USAGE, refusal.code());
  }
}
