package org.pgv.mirror.deb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagesIndexFileTest {
  private static final byte[] TEXT = text().getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private static String text() {
    StringBuilder text = new StringBuilder("Package: base\nEssential: yes\nVersion: 0\n");
    for (int i = 0; i < 50; i++) {
      text.append("\nPackage: package-").append(i % 40).append("\nVersion: ").append(i);
      text.append("\nProvides: all, one-").append(i).append(" (= 2)\n");
    }
    return text.toString();
  }

  private static String told(PackagesIndex index) {
    StringBuilder told = new StringBuilder(index.origin()).append(index.essential());
    for (String name : index.names()) {
      told.append('\n').append(index.named(name)).append(index.providing(name));
    }
    for (String name : List.of("all", "one-0", "one-49", "one", "nothing")) {
      told.append('\n').append(index.named(name)).append(index.providing(name));
    }
    return told.toString();
  }

  @Test
  void saysWhatTheIndexSaid() throws IOException {
    PackagesIndex index = PackagesIndex.of(TEXT, "test");
    Path file = folder.resolve("index");
    PackagesIndexFile.write(index, file);

    PackagesIndex read = PackagesIndexFile.read(file, TEXT, "test").orElseThrow();

    assertEquals(told(index), told(read));
    assertEquals(51, read.size());
    assertEquals(50, read.providing("all").size());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void isNotUsedOnceDamagedOrCutShort() throws IOException {
    Path file = folder.resolve("index");
    PackagesIndexFile.write(PackagesIndex.of(TEXT, "test"), file);
    byte[] whole = Files.readAllBytes(file);

    for (int place = 0; place < whole.length; place++) {
      byte[] damaged = whole.clone();
      damaged[place] ^= 1;
      Files.write(file, damaged);
      assertTrue(PackagesIndexFile.read(file, TEXT, "test").isEmpty());
      Files.write(file, Arrays.copyOf(whole, place));
      assertTrue(PackagesIndexFile.read(file, TEXT, "test").isEmpty());
    }
  }

  @Test
  void isNotUsedForAnotherText() throws IOException {
    Path file = folder.resolve("index");
    PackagesIndexFile.write(PackagesIndex.of(TEXT, "test"), file);

    for (int place = 0; place < TEXT.length; place++) {
      byte[] other = TEXT.clone();
      other[place] ^= 1;
      assertEquals(Optional.empty(), PackagesIndexFile.read(file, other, "test"));
    }
  }
}
