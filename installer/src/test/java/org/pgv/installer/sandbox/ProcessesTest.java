package org.pgv.installer.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.sandbox.Processes.Identity;

class ProcessesTest {
  private final Path proc;

  ProcessesTest(@TempDir Path proc) {
    this.proc = proc;
  }

  @Test
  void knowsAProcessByPidAndStartTime() throws IOException {
    process(7, "(systemd-nspawn)", "S", 100);
    Processes processes = new Processes(proc);

    assertEquals(Optional.of(new Identity(7, 100)), processes.find(7));
    assertTrue(processes.alive(new Identity(7, 100)));
    assertFalse(processes.alive(new Identity(7, 99)), "the number was given to another process");
    assertFalse(processes.alive(new Identity(8, 100)));
  }

  @Test
  void isNotConfusedByAProgramsName() throws IOException {
    process(7, "(a) S 1 (b)", "R", 100);

    assertEquals(Optional.of(new Identity(7, 100)), new Processes(proc).find(7));
  }

  @Test
  void countsAProcessAsGoneWhenOnlyItsExitCodeIsLeft() throws IOException {
    process(7, "(systemd-nspawn)", "Z", 100);

    assertEquals(Optional.empty(), new Processes(proc).find(7));
  }

  @Test
  void findsTheChildrenThatAreStillThere() throws IOException {
    process(7, "(systemd-nspawn)", "S", 100);
    process(8, "(systemd)", "S", 101);
    Files.createDirectories(proc.resolve("7/task/7"));
    Files.writeString(proc.resolve("7/task/7/children"), "8 9 ");

    assertEquals(List.of(new Identity(8, 101)), new Processes(proc).children(new Identity(7, 100)));
  }

  @Test
  void readsBackAnIdentity() {
    Identity identity = new Identity(7, 100);

    assertEquals(Optional.of(identity), Identity.parse(identity + "\n"));
    assertEquals(Optional.empty(), Identity.parse(""));
  }

  private void process(long pid, String name, String state, long started) throws IOException {
    Path folder = Files.createDirectories(proc.resolve(Long.toString(pid)));
    String fields = " 0".repeat(18);
    Files.writeString(
        folder.resolve("stat"), pid + " " + name + " " + state + fields + " " + started + " 0\n");
  }
}
