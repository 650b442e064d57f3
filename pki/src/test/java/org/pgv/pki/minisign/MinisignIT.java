package org.pgv.pki.minisign;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;

/** Signatures that minisign itself made. */
class MinisignIT {
  private Path folder;
  private Path file;

  @BeforeEach
  void sign(@TempDir Path temporary) throws Exception {
    folder = temporary;
    file = Files.writeString(folder.resolve("tool"), "program".repeat(10_000));
    makeKey("maker");
    makeKey("other");
    minisign("-S", "-H", "-s", "maker.key", "-m", "tool", "-x", "tool.minisig", "-t", "version 1");
    minisign("-S", "-l", "-s", "maker.key", "-m", "tool", "-x", "old.minisig");
  }

  @Test
  void takesWhatThePinnedKeySigned() {
    assertDoesNotThrow(() -> check("tool.minisig", "maker"));
  }

  @Test
  void refusesWhatAnotherKeySigned() {
    refused("tool.minisig", "other");
  }

  @Test
  void refusesAFileThatWasAltered() throws Exception {
    Files.writeString(file, "another program");

    refused("tool.minisig", "maker");
  }

  @Test
  void refusesAnAlteredComment() throws Exception {
    Path signature = folder.resolve("tool.minisig");
    Files.writeString(signature, Files.readString(signature).replace("version 1", "version 2"));

    refused("tool.minisig", "maker");
  }

  @Test
  void refusesSignaturesOverTheFileItselfAndWhatIsNone() throws Exception {
    Files.writeString(folder.resolve("none"), "hello\n");

    refused("old.minisig", "maker");
    refused("none", "maker");
  }

  private void refused(String signature, String key) {
    Refusal refusal = assertThrows(Refusal.class, () -> check(signature, key));

    assertEquals(ExitCode.NOT_TRUSTED, refusal.code());
  }

  private void check(String signature, String key) throws Exception {
    String publicKey = Files.readAllLines(folder.resolve(key + ".pub")).get(1);
    Minisign.check("tool", file, Files.readAllBytes(folder.resolve(signature)), publicKey);
  }

  private void makeKey(String name) throws Exception {
    minisign("-G", "-W", "-p", name + ".pub", "-s", name + ".key");
  }

  private void minisign(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("minisign"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(0, process.waitFor(), command.toString());
  }
}
