package org.pgv.builder.assemble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bundle says on a machine where it cannot run. */
class InstallScriptTest {
  private static final int DOES_NOT_FIT = 7;

  private final Path folder;

  InstallScriptTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** A medium that is mounted with noexec shows in that nothing there may be executed. */
  @Test
  void saysWhatToDoWhereNothingCanBeExecuted() throws Exception {
    Path java = program("java", "rw-r--r--");

    Said said = start();

    assertEquals(DOES_NOT_FIT, said.code());
    assertTrue(said.text().contains("noexec"), said.text());
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertEquals(0, start().code());
  }

  private record Said(int code, String text) {}

  private Path program(String name, String mode) throws IOException {
    Path file = folder.resolve("runtime/bin/" + name);
    Files.createDirectories(folder.resolve("runtime/bin"));
    Files.writeString(file, "#!/bin/sh\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private Said start() throws Exception {
    program("pgv-install", "rwxr-xr-x");
    try (InputStream in =
        Objects.requireNonNull(InstallScriptTest.class.getResourceAsStream("install.sh"))) {
      String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Path install = folder.resolve("install.sh");
      Files.writeString(
          install,
          script.replace(
              "@MACHINE@", System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64"));
      Process process =
          new ProcessBuilder("sh", install.toString()).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Said(process.waitFor(), text);
    }
  }
}
