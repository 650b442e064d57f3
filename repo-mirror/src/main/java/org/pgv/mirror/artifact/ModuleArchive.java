package org.pgv.mirror.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Unpacks a module's archive, whose files all lie below {@code PATH@VERSION/}. */
final class ModuleArchive {
  private ModuleArchive() {}

  /** Unpacks the files below {@code prefix} into a folder, without the prefix. */
  static void unpack(Path archive, String prefix, Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : zip.stream().filter(one -> !one.isDirectory()).toList()) {
        Path file = folder.resolve(plain(entry.getName(), prefix));
        Files.createDirectories(file.getParent());
        try (InputStream in = zip.getInputStream(entry)) {
          Files.copy(in, file);
        }
      }
    }
  }

  private static String plain(String name, String prefix) throws IOException {
    if (!name.startsWith(prefix) || List.of(name.split("/", -1)).contains("..")) {
      throw new IOException("'" + name + "' does not belong into the module");
    }
    return name.substring(prefix.length());
  }
}
