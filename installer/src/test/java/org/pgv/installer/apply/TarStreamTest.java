package org.pgv.installer.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.plan.Step;
import org.pgv.installer.resource.SignedFolders;
import org.pgv.installer.resource.Tree;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Sha256;

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

    TarStream stream = stream();
    try (OutputStream out = Files.newOutputStream(archive)) {
      stream.writeTo(out);
    }

    Path target = Files.createDirectories(folder.resolve("target"));
    assertEquals(0, run("tar", "-xf", archive.toString(), "-C", target.toString()));
    assertEquals(Optional.empty(), stream.fault());
    Files.delete(target.resolve(TarStream.WHOLE));
    assertEquals(0, run("diff", "-r", folder.resolve("source").toString(), target.toString()));
  }

  @Test
  void aFileThatIsNotWhatWasSignedEndsTheArchiveBeforeItIsWhole() throws Exception {
    Path file = Files.createDirectories(folder.resolve("source")).resolve("a.deb");
    Files.writeString(file, "as signed");
    TarStream stream = stream();
    Files.writeString(file, "as forged");

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThrows(IOException.class, () -> stream.writeTo(out));

    assertEquals(ExitCode.NOT_TRUSTED, stream.fault().orElseThrow().code());
    assertFalse(out.toString(StandardCharsets.ISO_8859_1).contains(TarStream.WHOLE));
  }

  @Test
  void aFileThatIsNotSignedStaysHere() throws Exception {
    Files.writeString(
        Files.createDirectories(folder.resolve("source")).resolve("a.deb"), "as signed");
    TarStream stream = stream();
    Files.writeString(folder.resolve("source/more.deb"), "put there");

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    stream.writeTo(out);

    assertFalse(out.toString(StandardCharsets.ISO_8859_1).contains("more.deb"));
  }

  /** The host's side, run by a real shell, its record in a folder of the test. */
  @Test
  void theHostTakesAnArchiveThatIsWholeAndNoOther() throws Exception {
    Files.writeString(
        Files.createDirectories(folder.resolve("source")).resolve("a.deb"), "as signed");
    TarStream stream = stream();

    assertEquals(0, receive(stream));
    Path received = folder.resolve("srv/repository/a.deb");
    assertEquals("as signed", Files.readString(received));
    assertFalse(Files.exists(received.resolveSibling(TarStream.WHOLE)));

    Files.writeString(folder.resolve("source/a.deb"), "as forged");
    assertNotEquals(0, receive(stream));
    assertEquals("as signed", Files.readString(received));
  }

  private int receive(TarStream stream) throws Exception {
    Tree tree =
        new Tree(
            folder.resolve("srv/repository").toString(),
            SignedFolders.empty("/srv"),
            Sha256.of("tree"));
    List<String> words =
        new ArrayList<>(StepScript.receive(new Step.CopyTree(new HostName("infra1"), tree)));
    words.replaceAll(
        word ->
            word.replace("/var/lib/pgv", folder + "/record")
                .replace("/run/pgv", folder + "/run")
                .replaceAll("(?m)^  services_may_start$", ""));
    Process shell = new ProcessBuilder(words).redirectErrorStream(true).start();
    try (OutputStream out = shell.getOutputStream()) {
      stream.writeTo(out);
    } catch (IOException e) {
      assertTrue(stream.fault().isPresent(), e.toString());
    }
    shell.getInputStream().transferTo(OutputStream.nullOutputStream());
    return shell.waitFor();
  }

  /** Signs what is there now. */
  private TarStream stream() throws IOException {
    return new TarStream(SignedFolders.of(folder.resolve("source")), Reporter.silent(), "copy");
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
