package org.pgv.installer.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;

class RunLockTest {
  private final Path folder;

  RunLockTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void secondRunIsRefusedAndToldWhoHoldsTheLock() {
    try (RunLock _ = RunLock.take(folder.resolve("lock"), Clock.systemUTC())) {
      Refusal refusal = assertThrows(Refusal.class, this::take);

      assertEquals(ExitCode.LOCKED, refusal.code());
      String pid = Long.toString(ProcessHandle.current().pid());
      assertTrue(refusal.problems().getFirst().what().contains(pid));
    }
  }

  @Test
  void lockIsFreeAgainAfterTheRun() {
    take().close();
    take().close();
  }

  private RunLock take() {
    return RunLock.take(folder.resolve("lock"), Clock.systemUTC());
  }
}
