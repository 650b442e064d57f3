package org.pgv.builder.lock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/** Files that are replaced whole or not at all. */
final class WholeFile {
  private WholeFile() {}

  static void write(Path file, String text) {
    try {
      Path whole = file.toAbsolutePath();
      Path folder = Files.createDirectories(whole.resolveSibling(""));
      Path written = Files.createTempFile(folder, ".lock", "");
      try {
        Files.writeString(written, text, StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(
            written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(written);
      }
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.FAILED, new Problem(file.toString(), "cannot be written: " + e.getMessage()), e);
    }
  }
}
