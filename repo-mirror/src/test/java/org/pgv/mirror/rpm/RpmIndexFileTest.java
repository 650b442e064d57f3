package org.pgv.mirror.rpm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.value.Sha256;

class RpmIndexFileTest {
  @TempDir private Path folder;

  private static RpmIndex index() {
    RpmIndexBuilder builder = new RpmIndexBuilder();
    builder
        .relation(RpmField.PROVIDES, new RpmDependency("one", RpmSense.EXACTLY, "1-1", false))
        .relation(RpmField.REQUIRES, RpmDependency.any("zwei"))
        .file("/usr/bin/eins")
        .add(new Nevra("one", "1-1", "x86_64"), file("one.rpm", 7));
    builder
        .relation(RpmField.CONFLICTS, new RpmDependency("one", RpmSense.BEFORE, "2", true))
        .add(new Nevra("zwei", "3:2-1", "noarch"), file("zwei.rpm", 1L << 40));
    return builder.build("test");
  }

  private static PackageFile file(String name, long size) {
    return new PackageFile(name, size, Sha256.of(name), "source.src.rpm");
  }

  private static String told(RpmIndex index) {
    StringBuilder text = new StringBuilder();
    for (RpmPackage one : index.packages()) {
      text.append(one).append(' ').append(one.size()).append(' ').append(one.checksum());
      text.append(one.location()).append(one.sourceRpm()).append(one.files());
      for (RpmField field : RpmField.values()) {
        text.append(one.relations(field));
      }
    }
    return text.toString();
  }

  @Test
  void saysWhatTheIndexSaid() throws IOException {
    Path file = folder.resolve("index");
    RpmIndexFile.write(index(), file);

    RpmIndex read = RpmIndexFile.read(file, "test").orElseThrow();

    assertEquals(told(index()), told(read));
    assertEquals(List.of(read.get(0)), read.owning("/usr/bin/eins"));
    assertEquals(List.of(read.get(1)), read.named("zwei"));
  }

  @Test
  void isNotUsedOnceDamagedOrCutShort() throws IOException {
    Path file = folder.resolve("index");
    RpmIndexFile.write(index(), file);
    byte[] whole = Files.readAllBytes(file);

    for (int place = 0; place < whole.length; place++) {
      byte[] damaged = whole.clone();
      damaged[place] ^= 1;
      Files.write(file, damaged);
      assertEquals(Optional.empty(), RpmIndexFile.read(file, "test"));
      Files.write(file, Arrays.copyOf(whole, place));
      assertTrue(RpmIndexFile.read(file, "test").isEmpty());
    }
  }
}
