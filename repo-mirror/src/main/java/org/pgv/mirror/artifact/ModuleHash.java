package org.pgv.mirror.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.pgv.manifests.value.Sha256;

/**
 * The hash by which Go knows a module ("h1" of golang.org/x/mod/sumdb/dirhash): the SHA-256 of a
 * list of the SHA-256 of every file, sorted by name. It is of the content, so an archive that was
 * packed another way has the same.
 */
final class ModuleHash {
  private static final int BUFFER_BYTES = 1 << 16;

  private ModuleHash() {}

  /** The hash of a module's archive, {@code h1:} and base64. */
  static String of(Path archive) throws IOException {
    MessageDigest all = Sha256.newDigest();
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      List<? extends ZipEntry> files =
          zip.stream()
              .filter(entry -> !entry.isDirectory())
              .sorted(Comparator.comparing(ZipEntry::getName))
              .toList();
      for (ZipEntry file : files) {
        String line = digest(zip, file) + "  " + file.getName() + "\n";
        all.update(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return "h1:" + Base64.getEncoder().encodeToString(all.digest());
  }

  private static String digest(ZipFile zip, ZipEntry file) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = zip.getInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
