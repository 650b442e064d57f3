package org.pgv.pki.openpgp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.value.Secret;
import org.pgv.pki.Tool;

/** Our keys and signatures, judged by GnuPG and Sequoia as Debian 12 has them. */
final class OwnSignatureIT {
  private static final String TEXT = "Origin: pgv\n-dashed\ntrailing \n\nlast: ä\n";

  private static Path folder;
  private static SigningKey key;

  @BeforeAll
  static void signEverything(@TempDir Path given) throws IOException {
    folder = given;
    key = SigningKey.generate("Bundles <bundles@example.org>", Keys.MADE, new SecureRandom());
    byte[] content = TEXT.getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("SHA256SUMS"), content);
    Files.writeString(folder.resolve("altered"), TEXT.replace("pgv", "pgw"));
    Files.writeString(folder.resolve("SHA256SUMS.asc"), key.signDetached(content, Keys.SIGNED));
    Files.writeString(folder.resolve("InRelease"), key.signCleartext(TEXT, Keys.SIGNED));
    Files.writeString(
        folder.resolve("InRelease.altered"),
        key.signCleartext(TEXT, Keys.SIGNED).replace("pgv", "pgw"));
    Files.write(folder.resolve("key.gpg"), key.publicKey().binary());
    Files.writeString(folder.resolve("key.asc"), key.publicKey().armored());
  }

  @Test
  void gpgvAcceptsTheDetachedSignatureAndNotForAnotherContent() {
    assertEquals(0, gpgv("SHA256SUMS.asc", "SHA256SUMS").code());
    assertNotEquals(0, gpgv("SHA256SUMS.asc", "altered").code());
  }

  @Test
  void gpgvAcceptsTheCleartextMessageAndGivesBackItsText() throws IOException {
    Tool gpgv = gpgv("--output", "text", "InRelease");

    assertEquals(0, gpgv.code(), gpgv.output());
    assertEquals(TEXT.replace("trailing ", "trailing"), Files.readString(folder.resolve("text")));
    assertNotEquals(0, gpgv("InRelease.altered").code());
  }

  @Test
  void sequoiaAcceptsTheDetachedSignatureAndNotForAnotherContent() {
    assertEquals(0, sqv("key.gpg", "SHA256SUMS").code(), sqv("key.gpg", "SHA256SUMS").output());
    assertEquals(0, sqv("key.asc", "SHA256SUMS").code());
    assertNotEquals(0, sqv("key.gpg", "altered").code());
  }

  @Test
  void gnuPgUnlocksAStoredKeyWithItsPassphrase() throws IOException {
    Path stored = folder.resolve("secret.asc");
    key.store(stored, Optional.of(new Secret("a passphrase")));

    try (GnuPg gpg = new GnuPg(Keys.SIGNED)) {
      gpg.run("--passphrase", "a passphrase", "--import", stored.toString());
      byte[] signature =
          gpg.sign(folder.resolve("SHA256SUMS"), "--passphrase", "a passphrase", "--detach-sign");
      new SignatureVerifier(key.publicKey(), Keys.CLOCK)
          .detached(Files.readAllBytes(folder.resolve("SHA256SUMS")), signature)
          .orRefuse("SHA256SUMS");
    }
  }

  private static Tool gpgv(String... arguments) {
    String[] command = new String[arguments.length + 3];
    System.arraycopy(
        new String[] {"gpgv", "--keyring", folder.resolve("key.gpg").toString()}, 0, command, 0, 3);
    System.arraycopy(arguments, 0, command, 3, arguments.length);
    return Tool.run(Map.of(), folder, command);
  }

  private static Tool sqv(String keyring, String content) {
    return Tool.run(Map.of(), folder, "sqv", "--keyring", keyring, "SHA256SUMS.asc", content);
  }
}
