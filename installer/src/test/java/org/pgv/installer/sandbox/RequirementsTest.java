package org.pgv.installer.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;

class RequirementsTest {
  private final Path folder;

  RequirementsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void namesThePackageOfEveryMissingProgramAtOnce() {
    Requirements requirements = new Requirements("Linux", "root", List.of(folder));

    Refusal refusal =
        assertThrows(
            Refusal.class,
            () -> requirements.check(folder.resolve("later"), 1, Map.of("dnf", "dnf")));

    assertEquals(ExitCode.PREFLIGHT, refusal.code());
    List<String> hints = refusal.problems().stream().map(p -> p.hint()).toList();
    assertTrue(hints.contains("apt-get install systemd-container"));
    assertTrue(hints.contains("apt-get install dnf"));
  }

  @Test
  void saysHowMuchSpaceIsWantedWhereThereIsTooLittle() {
    Requirements requirements = new Requirements("Linux", "root", List.of(folder));

    Refusal refusal =
        assertThrows(Refusal.class, () -> requirements.check(folder, 1_000_000, Map.of()));

    assertTrue(refusal.problems().toString().contains("1000002 GiB"));
  }

  @Test
  void asksForRootBeforeAnythingElse() {
    Requirements requirements = new Requirements("Linux", "alice", List.of(folder));

    Refusal refusal = assertThrows(Refusal.class, () -> requirements.check(folder, 1, Map.of()));

    assertEquals(1, refusal.problems().size());
    assertTrue(refusal.problems().toString().contains("root"));
  }

  @Test
  void needsLinux() {
    Requirements requirements = new Requirements("Mac OS X", "root", List.of(folder));

    Refusal refusal = assertThrows(Refusal.class, requirements::checkUser);

    assertTrue(refusal.problems().toString().contains("Mac OS X"));
  }
}
