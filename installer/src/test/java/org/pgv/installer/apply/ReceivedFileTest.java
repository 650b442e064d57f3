package org.pgv.installer.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.plan.Step;
import org.pgv.installer.resource.CopiedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Sha256;

/** The host's side of copying a file, run by a real shell, its record in a folder of the test. */
class ReceivedFileTest {
  private final Path folder;
  private final Path source;
  private final Path target;

  ReceivedFileTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.source = Files.writeString(folder.resolve("program"), "x".repeat(3_000_000));
    this.target = folder.resolve("bin/program");
  }

  @Test
  void fileArrivesWithItsModeAndIsRecordedAsOurs() throws Exception {
    assertEquals(0, receive(Sha256.of(source)));

    assertEquals(-1, Files.mismatch(source, target));
    assertEquals("rwxr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
    assertEquals(List.of("file\t" + target), Files.readAllLines(folder.resolve("record/managed")));
  }

  @Test
  void leavesTheOldFileWhereWhatArrivesIsNotTheBundlesFile() throws Exception {
    Files.createDirectories(folder.resolve("bin"));
    Files.writeString(target, "old");

    assertNotEquals(0, receive(Sha256.of("something else")));

    assertEquals("old", Files.readString(target));
    assertFalse(Files.exists(folder.resolve("bin/program.pgv-new")));
  }

  @Test
  void keepsWhatWasThereBeforeForTheDayItIsUninstalled() throws Exception {
    Files.createDirectories(folder.resolve("bin"));
    Files.writeString(target, "theirs");

    receive(Sha256.of(source));
    receive(Sha256.of(source));

    assertEquals("theirs", Files.readString(Path.of(folder + "/record/originals" + target)));
  }

  private int receive(Sha256 digest) throws Exception {
    CopiedFile file = copied(digest);
    List<String> words =
        new ArrayList<>(StepScript.receive(new Step.CopyFile(new HostName("db1"), file)));
    words.replaceAll(
        word ->
            word.replace("/var/lib/pgv", folder + "/record")
                .replace("/run/pgv", folder + "/run")
                .replaceAll("(?m)^  services_may_start$", ""));
    Process shell = new ProcessBuilder(words).redirectErrorStream(true).start();
    try (OutputStream out = shell.getOutputStream()) {
      new FileStream(copied(Sha256.of(source)), Reporter.silent(), "copy").writeTo(out);
    }
    shell.getInputStream().transferTo(OutputStream.nullOutputStream());
    return shell.waitFor();
  }

  private CopiedFile copied(Sha256 digest) throws Exception {
    String user = Files.getOwner(folder).getName();
    return new CopiedFile(target.toString(), own(user), source, digest);
  }

  private static Ownership own(String user) {
    return new Ownership(user, user, "0755");
  }
}
