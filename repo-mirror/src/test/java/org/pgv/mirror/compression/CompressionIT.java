package org.pgv.mirror.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the usual tools compress is read, and what was damaged is never more than refused. */
class CompressionIT {
  private static final Map<Compression, List<String>> TOOLS =
      Map.of(
          Compression.GZIP, List.of("gzip", "-9"),
          Compression.XZ, List.of("xz", "-9"),
          Compression.ZSTD, List.of("zstd", "-q", "-19"),
          Compression.BZIP2, List.of("bzip2", "-9"),
          Compression.LZMA, List.of("xz", "--format=lzma", "-9"));

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void readsWhatTheUsualToolWrites(Compression form) throws Exception {
    byte[] plain = content();

    assertArrayEquals(plain, read(form, compressed(form, plain)));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void refusesWhatEndsEarly(Compression form) throws Exception {
    byte[] whole = compressed(form, content());

    for (int length : new int[] {1, 20, whole.length / 2, whole.length - 9}) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThrows(IOException.class, () -> read(form, part), "of " + length);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void readsOrRefusesWhateverWasDamaged(Compression form) throws Exception {
    byte[] whole = compressed(form, content());
    Random random = new Random(42);

    for (int i = 0; i < 300; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      assertTimeout(Duration.ofSeconds(20), () -> readOrRefuse(form, damaged));
    }
  }

  private static void readOrRefuse(Compression form, byte[] compressed) {
    try (InputStream in = form.plain(new ByteArrayInputStream(compressed))) {
      in.skipNBytes(1 << 22);
    } catch (IOException _) {
      // A refusal; any other exception fails the test.
    }
  }

  private static byte[] read(Compression form, byte[] compressed) throws IOException {
    try (InputStream in = form.plain(new ByteArrayInputStream(compressed))) {
      return in.readAllBytes();
    }
  }

  /** Partly repeating, so that every coder has something to do. */
  private static byte[] content() {
    byte[] content = new byte[300_000];
    Random random = new Random(7);
    for (int i = 0; i < content.length; i++) {
      content[i] =
          i > 5000 && random.nextInt(10) > 0 ? content[i - 4321] : (byte) random.nextInt(40);
    }
    return content;
  }

  private byte[] compressed(Compression form, byte[] plain) throws Exception {
    Path in = Files.write(folder.resolve("plain"), plain);
    Path out = folder.resolve("compressed");
    Process tool =
        new ProcessBuilder(TOOLS.get(form))
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .start();
    assertEquals(0, tool.waitFor());
    return Files.readAllBytes(out);
  }
}
