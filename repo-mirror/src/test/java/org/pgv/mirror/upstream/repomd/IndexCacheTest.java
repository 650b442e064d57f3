package org.pgv.mirror.upstream.repomd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.console.Console;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.rpm.RpmIndexBuilder;

class IndexCacheTest {
  @TempDir private Path folder;

  private final AtomicInteger readings = new AtomicInteger();

  private void find(String primary, Instant now) {
    new IndexCache(folder, Clock.fixed(now, ZoneOffset.UTC), Console.ofProcess())
        .find(
            Sha256.of(primary),
            "test",
            () -> {
              readings.incrementAndGet();
              return new RpmIndexBuilder().build("test");
            });
  }

  private Path file(String primary) {
    return folder.resolve(Sha256.of(primary).hex());
  }

  @Test
  void readsEachIndexOnce() {
    find("one", Instant.EPOCH);
    find("one", Instant.EPOCH);

    assertEquals(1, readings.get());
  }

  @Test
  void keepsWhatWasUsedLast() throws IOException {
    for (int i = 0; i < 48; i++) {
      find("number " + i, Instant.EPOCH);
      Files.setLastModifiedTime(file("number " + i), FileTime.from(Instant.ofEpochSecond(i)));
    }
    find("number 0", Instant.ofEpochSecond(1000));

    find("one more", Instant.ofEpochSecond(1001));

    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(48, files.count());
    }
    assertTrue(Files.exists(file("one more")));
    assertTrue(Files.exists(file("number 0")));
    assertFalse(Files.exists(file("number 1")));
  }
}
