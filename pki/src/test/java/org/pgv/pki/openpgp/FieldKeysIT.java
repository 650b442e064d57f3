package org.pgv.pki.openpgp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.value.Fingerprint;

/** Keys and signatures of real repositories. */
final class FieldKeysIT {
  private static final Path DATA = Path.of(System.getProperty("pgv.testdata", "missing"));
  private static final Instant THEN = Instant.parse("2025-01-01T00:00:00Z");

  @BeforeEach
  void hasTheTestData() {
    assumeTrue(Files.isDirectory(DATA), "no test data at " + DATA);
  }

  @Test
  void everyKeyFileOfTheFieldIsReadAsGnuPgReadsIt() throws IOException {
    try (Stream<Path> files = Files.walk(DATA.resolve("keys"))) {
      for (Path file : files.filter(FieldKeysIT::isForGnuPg).sorted().toList()) {
        assertEquals(gnuPg(file), fingerprints(file), file.toString());
      }
    }
  }

  @Test
  void aKeyOfAnUnknownAlgorithmDoesNotHideTheOthersOfItsFile() throws IOException {
    Path folder = DATA.resolve("keys/redhat");

    List<Fingerprint> withNewKey = fingerprints(folder.resolve("RPM-GPG-KEY-redhat10-release"));

    assertTrue(
        withNewKey.containsAll(
            fingerprints(folder.resolve("RPM-GPG-KEY-redhat10-release-without-PQC"))));
  }

  @Test
  void aRepositorysSignatureIsTrustedAndAStaleOneIsNot() throws IOException {
    Path folder = DATA.resolve("repomd-signature");
    Path keyFile = folder.resolve("RPM-GPG-KEY-monitoring-hub");
    KeyRing keys = KeyRing.readAll("key", Files.readAllBytes(keyFile)).orRefuse();
    SignatureVerifier verifier = new SignatureVerifier(keys, Clock.system(ZoneOffset.UTC));

    assertInstanceOf(Verification.Trusted.class, verify(verifier, folder.resolve("good")));
    Verification.NotTrusted<?> bad =
        assertInstanceOf(Verification.NotTrusted.class, verify(verifier, folder.resolve("bad")));
    assertInstanceOf(Distrust.BadSignature.class, bad.reason());
  }

  /** EPEL's key for file signatures is an X.509 one; gpg cannot read keys of new algorithms. */
  private static boolean isForGnuPg(Path file) {
    String name = file.toString();
    return Files.isRegularFile(file)
        && !name.endsWith("-IMA")
        && !name.endsWith("PQC-release")
        && !name.endsWith("redhat10-release");
  }

  private static List<Fingerprint> fingerprints(Path file) throws IOException {
    return KeyRing.readAll(file.toString(), Files.readAllBytes(file)).orRefuse().fingerprints();
  }

  private static Verification<byte[]> verify(SignatureVerifier verifier, Path folder)
      throws IOException {
    return verifier.detached(
        Files.readAllBytes(folder.resolve("repomd.xml")),
        Files.readAllBytes(folder.resolve("repomd.xml.asc")));
  }

  private static List<Fingerprint> gnuPg(Path file) throws IOException {
    try (GnuPg gpg = new GnuPg(THEN)) {
      String[] lines = gpg.run("--with-colons", "--show-keys", file.toString()).split("\n", -1);
      List<Fingerprint> found = new ArrayList<>();
      for (int i = 1; i < lines.length; i++) {
        if (lines[i].startsWith("fpr:") && lines[i - 1].startsWith("pub:")) {
          found.add(Fingerprint.parse(lines[i].split(":", -1)[9]));
        }
      }
      return found.stream().sorted().toList();
    }
  }
}
