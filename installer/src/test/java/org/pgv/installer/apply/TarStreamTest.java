package org.pgv.installer.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.report.Reporter;

class TarStreamTest {
  private final Path folder;

  TarStreamTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void tarUnpacksWhatWasPacked() throws Exception {
    Path source = Files.createDirectories(folder.resolve("source/pool/main"));
    String longName = "x".repeat(90) + ".deb";
    Path deep = Files.createDirectories(source.resolve("y".repeat(100)));
    Files.writeString(source.resolve("a.deb"), "a".repeat(1000));
    Files.writeString(deep.resolve(longName), "long");
    Files.writeString(folder.resolve("source/empty"), "");
    Path archive = folder.resolve("archive.tar");

    try (OutputStream out = Files.newOutputStream(archive)) {
      new TarStream(folder.resolve("source"), Reporter.silent(), "copy").writeTo(out);
    }

    Path target = Files.createDirectories(folder.resolve("target"));
    Process tar =
        new ProcessBuilder("tar", "-xf", archive.toString(), "-C", target.toString())
            .inheritIO()
            .start();
    assertEquals(0, tar.waitFor());
    Process diff =
        new ProcessBuilder("diff", "-r", folder.resolve("source").toString(), target.toString())
            .inheritIO()
            .start();
    assertEquals(0, diff.waitFor());
  }
}
