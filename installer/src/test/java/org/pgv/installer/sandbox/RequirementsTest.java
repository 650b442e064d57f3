package org.pgv.installer.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
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
    Requirements requirements =
        new Requirements("Linux", "root", List.of(folder), folder.resolve("watchers"));

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
    Requirements requirements =
        new Requirements("Linux", "root", List.of(folder), folder.resolve("watchers"));

    Refusal refusal =
        assertThrows(Refusal.class, () -> requirements.check(folder, 1_000_000, Map.of()));

    assertTrue(refusal.problems().toString().contains("1000002 GiB"));
  }

  @Test
  void saysThatTheKernelWouldLetUnitsFail() throws IOException {
    Path watchers = folder.resolve("watchers");
    Requirements requirements = new Requirements("Linux", "root", List.of(), watchers);

    Files.writeString(watchers, "128\n");
    Refusal refusal = assertThrows(Refusal.class, () -> requirements.check(folder, 13, Map.of()));
    assertTrue(refusal.problems().toString().contains("max_user_instances"));

    Refusal fewer = assertThrows(Refusal.class, () -> requirements.check(folder, 12, Map.of()));
    assertFalse(fewer.problems().toString().contains("max_user_instances"));
  }

  @Test
  void readsWhatThisMachinesKernelSays() {
    Path watchers = Path.of("/proc/sys/fs/inotify/max_user_instances");
    Requirements requirements = new Requirements("Linux", "root", List.of(), watchers);

    Refusal refusal = assertThrows(Refusal.class, () -> requirements.check(folder, 2, Map.of()));
    assertFalse(refusal.problems().toString().contains("max_user_instances"), refusal.toString());
  }

  @Test
  void asksForRootBeforeAnythingElse() {
    Requirements requirements =
        new Requirements("Linux", "alice", List.of(folder), folder.resolve("watchers"));

    Refusal refusal = assertThrows(Refusal.class, () -> requirements.check(folder, 1, Map.of()));

    assertEquals(1, refusal.problems().size());
    assertTrue(refusal.problems().toString().contains("root"));
  }

  @Test
  void needsLinux() {
    Requirements requirements =
        new Requirements("Mac OS X", "root", List.of(folder), folder.resolve("watchers"));

    Refusal refusal = assertThrows(Refusal.class, requirements::checkUser);

    assertTrue(refusal.problems().toString().contains("Mac OS X"));
  }
}
