package org.pgv.mirror.upstream;

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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.console.Console;
import org.pgv.manifests.value.Sha256;

class IndexCacheTest {
  @TempDir private Path folder;

  private final AtomicInteger readings = new AtomicInteger();

  /** An index that is a text. */
  private record Text(String text, AtomicInteger readings) implements IndexCache.Form<String> {
    @Override
    public String make() {
      readings.incrementAndGet();
      return text;
    }

    @Override
    public void write(String index, Path file) throws IOException {
      Files.createDirectories(file.getParent());
      Files.writeString(file, index);
    }

    @Override
    public Optional<String> read(Path file) throws IOException {
      return Files.exists(file)
          ? Optional.of(Files.readString(file)).filter(text::equals)
          : Optional.empty();
    }
  }

  private String find(String text, Instant now) throws IOException {
    return new IndexCache(folder, Clock.fixed(now, ZoneOffset.UTC), Console.ofProcess())
        .find(Sha256.of(text), new Text(text, readings));
  }

  private Path file(String primary) {
    return folder.resolve(Sha256.of(primary).hex());
  }

  @Test
  void readsEachIndexOnce() throws IOException {
    find("one", Instant.EPOCH);
    find("one", Instant.EPOCH);

    assertEquals(1, readings.get());
  }

  @Test
  void makesAnIndexAnewWhereItsFileIsOfNoUse() throws IOException {
    find("one", Instant.EPOCH);
    Files.writeString(file("one"), "onf");

    assertEquals("one", find("one", Instant.EPOCH));
    assertEquals("one", find("one", Instant.EPOCH));
    assertEquals(2, readings.get());
  }

  @Test
  void doesWithoutAFolderThatCannotBeWritten() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    folder = folder.resolve("file/indices");

    assertEquals("one", find("one", Instant.EPOCH));
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
