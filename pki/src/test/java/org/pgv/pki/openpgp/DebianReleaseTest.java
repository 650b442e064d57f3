package org.pgv.pki.openpgp;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The InRelease files that this host's own apt fetched; the host must be a Debian for it. */
final class DebianReleaseTest {
  private static final Path KEYS = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");
  private static final Path LISTS = Path.of("/var/lib/apt/lists");

  @Test
  void everyInReleaseOfThisHostIsTrustedAndNoneOnceAltered() throws IOException {
    List<Path> files = inReleaseFiles();
    assumeTrue(!files.isEmpty(), "not a Debian host with fetched package lists");
    KeyRing keys = KeyRing.readAll(KEYS.toString(), Files.readAllBytes(KEYS)).orRefuse();
    SignatureVerifier verifier = new SignatureVerifier(keys, Clock.systemUTC());

    for (Path file : files) {
      byte[] message = Files.readAllBytes(file);
      String text = verifier.cleartext(message).orRefuse(file.toString());
      assertTrue(text.contains("Codename: "));
      message[text.indexOf("Codename: ")] ^= 1;
      assertInstanceOf(Verification.NotTrusted.class, verifier.cleartext(message));
    }
  }

  private static List<Path> inReleaseFiles() throws IOException {
    if (!Files.exists(KEYS) || !Files.isDirectory(LISTS)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(LISTS)) {
      return files
          .filter(f -> f.toString().contains("debian.org") && f.toString().endsWith("InRelease"))
          .toList();
    }
  }
}
