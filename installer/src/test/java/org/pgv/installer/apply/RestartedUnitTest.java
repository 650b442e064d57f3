package org.pgv.installer.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.plan.Step;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Sha256;

/** The host's side of a restart, run by a real shell; what it asks of systemd fails, or not. */
class RestartedUnitTest {
  private static final Sha256 FIRST = Sha256.of("Sun 02:00");
  private static final Sha256 WRONG = Sha256.of("Sun 26:00");

  private final Path folder;

  RestartedUnitTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void remembersWhatAUnitWasStartedWith() throws Exception {
    assertEquals(0, restart(FIRST, true));

    assertEquals(FIRST.hex(), remembered());
  }

  /**
   * The wrong calendar is taken back: the file is as the unit was once started with, and is not.
   */
  @Test
  void remembersNothingOfAUnitThatDidNotStart() throws Exception {
    restart(FIRST, true);

    assertNotEquals(0, restart(WRONG, false));

    assertNotEquals(FIRST.hex(), remembered());
    assertNotEquals(WRONG.hex(), remembered());
  }

  private String remembered() throws Exception {
    return Files.readString(folder.resolve("record/stamps/unit:a.timer")).strip();
  }

  private int restart(Sha256 runs, boolean starts) throws Exception {
    Step step = new Step.RestartUnit(new HostName("db1"), "a.timer", runs, runs, true);
    String script =
        StepScript.of(List.of(step))
            .replace("/var/lib/pgv", folder + "/record")
            .replace("/run/pgv", folder + "/run")
            .replace("\nbegin ||", "\nservices_may_start() { :; }\nbegin ||")
            .replace(
                "\n(\nstep",
                """

                systemctl() {
                  case $* in *UnitFileState*) echo enabled ;; *restart*) return %d ;; esac
                }
                (
                step"""
                    .formatted(starts ? 0 : 1));
    Process shell = new ProcessBuilder("sh", "-s").redirectErrorStream(true).start();
    try (OutputStream out = shell.getOutputStream()) {
      out.write(script.getBytes(StandardCharsets.UTF_8));
    }
    shell.getInputStream().transferTo(OutputStream.nullOutputStream());
    return shell.waitFor();
  }
}
