package org.pgv.manifests.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Small files of text that a power cut must not leave half written. */
public final class TextFiles {
  private TextFiles() {}

  /** Writes a file beside the one that is there, in UTF-8, and puts it in its place whole. */
  public static void replace(Path file, String text) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(beside, text);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
