package org.pgv.mirror.rpm.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The judge of payloads: rpm, which unpacks into a root of its own and checks no signature. */
final class RpmRoot {
  private final Path folder;
  private int count;

  RpmRoot(Path folder) {
    this.folder = folder;
  }

  /** Installs into a fresh root. */
  Tool install(Path file) throws IOException {
    Path root = Files.createDirectories(folder.resolve("root" + count++));
    return Tool.run(
        "rpm",
        "--root",
        root.toString(),
        "--dbpath",
        "/database",
        "--install",
        "--nodeps",
        "--noscripts",
        "--nosignature",
        "--nodigest",
        "--ignorearch",
        file.toString());
  }
}
