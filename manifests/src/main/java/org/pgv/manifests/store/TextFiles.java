package org.pgv.manifests.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/** Small files of text that a power cut must not leave half written. */
public final class TextFiles {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TextFiles() {}

  /**
   * Writes a file beside the one that is there, in UTF-8, and puts it in its place whole. Of two
   * who do so at once, each has a file of its own beside it, and the later one's stays.
   */
  public static void replace(Path file, String text) throws IOException {
    String own = "." + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet() + ".new";
    Path beside = file.resolveSibling(file.getFileName() + own);
    try {
      try (FileChannel channel =
          FileChannel.open(
              beside,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
