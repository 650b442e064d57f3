package org.pgv.manifests.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {
  @Test
  void processesOfTheSameNumberAtTheSameTimeHaveLogsOfTheirOwn(@TempDir Path folder)
      throws IOException {
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    for (int i = 0; i < 3; i++) {
      RunLog.open(folder, "tool", clock);
    }

    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(3, files.count());
    }
  }
}
