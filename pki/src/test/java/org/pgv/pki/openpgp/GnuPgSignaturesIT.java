package org.pgv.pki.openpgp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.value.Fingerprint;

/** Keys and signatures that GnuPG made, judged by us. */
final class GnuPgSignaturesIT {
  private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");
  private static final String TEXT = "Suite: test\n- a list\n-----\ntrailing \t\n\nFrom here: ä\n";

  private GnuPg gpg;
  private Path file;

  @BeforeEach
  void start() throws IOException {
    gpg = new GnuPg(NOW);
    file = gpg.file("text", TEXT);
  }

  @AfterEach
  void end() throws IOException {
    gpg.close();
  }

  @Test
  void detachedSignaturesAreTrustedArmoredAndBinary() throws IOException {
    Fingerprint key = gpg.generate("signer", "ed25519", "sign,cert", "never");
    byte[] armored = gpg.sign(file, "--armor", "--detach-sign");
    byte[] binary = gpg.sign(file, "--detach-sign");

    SignatureVerifier verifier = verifier(key, NOW);

    assertTrusted(verifier.detached(bytes(TEXT), armored), key);
    assertTrusted(verifier.detached(bytes(TEXT), binary), key);
  }

  @Test
  void aCleartextMessageIsTrustedWhateverItsLinesAreLike() throws IOException {
    Fingerprint key = gpg.generate("signer", "rsa3072", "sign,cert", "never");
    SignatureVerifier verifier = verifier(key, NOW);
    for (String text :
        List.of(TEXT, "", "\n", "no end of line", "a\r\nb\r\n", "\n\n\n", "-\n- \n")) {
      byte[] message = gpg.sign(gpg.file("text", text), "--clearsign");

      assertTrusted(verifier.cleartext(message), key);
    }
  }

  @Test
  void everyAlteredByteOfASignedMessageIsRefusedOrMakesNoDifference() throws IOException {
    Fingerprint key = gpg.generate("signer", "ed25519", "sign,cert", "never");
    byte[] message = gpg.sign(file, "--clearsign");
    SignatureVerifier verifier = verifier(key, NOW);
    String trusted = verifier.cleartext(message).orRefuse("text");

    for (int i = 0; i < message.length; i++) {
      byte[] altered = message.clone();
      altered[i] ^= 1;
      // An altered armor checksum or blank at a line's end changes nothing that is signed.
      if (verifier.cleartext(altered) instanceof Verification.Trusted<String>(String text, var _)) {
        assertEquals(trusted, text, "byte " + i);
      }
    }
  }

  @Test
  void aSubkeysSignatureIsTrustedByItsPrimaryKey() throws IOException {
    Fingerprint key = gpg.generate("signer", "ed25519", "cert", "never");
    gpg.run("--quick-add-key", key.hex(), "ed25519", "sign", "never");
    byte[] signature = gpg.sign(file, "--detach-sign");

    assertTrusted(verifier(key, NOW).detached(bytes(TEXT), signature), key);
  }

  @Test
  void anExpiredKeyIsRefusedAndSaysSince() throws IOException {
    Fingerprint key = gpg.generate("signer", "ed25519", "sign,cert", "30d");
    byte[] signature = gpg.sign(file, "--detach-sign");
    Instant end = NOW.plusSeconds(30 * 86_400);

    assertTrusted(verifier(key, end.minusSeconds(1)).detached(bytes(TEXT), signature), key);
    assertNotTrusted(
        verifier(key, end).detached(bytes(TEXT), signature), new Distrust.KeyExpired(key, end));
  }

  @Test
  void aKeyWhoseExpiryWasMovedIsTrustedAgain() throws IOException {
    Fingerprint key = gpg.generate("signer", "ed25519", "sign,cert", "30d");
    byte[] signature = gpg.sign(file, "--detach-sign");
    gpg.at(NOW.plusSeconds(86_400));
    gpg.run("--quick-set-expire", key.hex(), "5y");

    assertTrusted(
        verifier(key, NOW.plusSeconds(40 * 86_400)).detached(bytes(TEXT), signature), key);
  }

  @Test
  void anExpiredSubkeyIsRefused() throws IOException {
    Fingerprint key = gpg.generate("signer", "ed25519", "cert", "never");
    gpg.run("--quick-add-key", key.hex(), "ed25519", "sign", "30d");
    byte[] signature = gpg.sign(file, "--detach-sign");

    Verification<byte[]> verification =
        verifier(key, NOW.plusSeconds(31 * 86_400)).detached(bytes(TEXT), signature);

    assertInstanceOf(Distrust.KeyExpired.class, reason(verification));
  }

  @Test
  void aRevokedKeyIsRefused() throws IOException {
    Fingerprint key = gpg.generate("signer", "ed25519", "sign,cert", "never");
    byte[] signature = gpg.sign(file, "--detach-sign");
    revoke(key);

    assertNotTrusted(
        verifier(key, NOW).detached(bytes(TEXT), signature), new Distrust.KeyRevoked(key));
  }

  @Test
  void aKeyThatIsNotPinnedIsRefusedWithItsId() throws IOException {
    Fingerprint pinned = gpg.generate("pinned", "ed25519", "sign,cert", "never");
    Fingerprint other = gpg.generate("other", "ed25519", "sign,cert", "never");
    byte[] signature = gpg.sign(file, "--local-user", other.hex(), "--detach-sign");

    assertNotTrusted(
        verifier(pinned, NOW).detached(bytes(TEXT), signature),
        new Distrust.UnknownKey(List.of(other.hex().substring(24))));
  }

  @Test
  void oneOfSeveralSignersIsEnough() throws IOException {
    Fingerprint pinned = gpg.generate("pinned", "ed25519", "sign,cert", "never");
    Fingerprint other = gpg.generate("other", "ed25519", "sign,cert", "never");
    byte[] message =
        gpg.sign(file, "--local-user", other.hex(), "--local-user", pinned.hex(), "--clearsign");

    assertTrusted(verifier(pinned, NOW).cleartext(message), pinned);
    assertTrusted(verifier(other, NOW).cleartext(message), other);
  }

  @Test
  void aSha1SignatureIsRefused() throws IOException {
    Fingerprint key = gpg.generate("signer", "rsa3072", "sign,cert", "never");
    byte[] signature = gpg.sign(file, "--digest-algo", "SHA1", "--detach-sign");

    assertNotTrusted(
        verifier(key, NOW).detached(bytes(TEXT), signature),
        new Distrust.WeakAlgorithm(key, "SHA-1"));
  }

  @Test
  void aShortRsaKeyIsRefused() throws IOException {
    Fingerprint key = gpg.generate("signer", "rsa1024", "sign,cert", "never");
    byte[] signature = gpg.sign(file, "--detach-sign");

    assertNotTrusted(
        verifier(key, NOW).detached(bytes(TEXT), signature),
        new Distrust.WeakAlgorithm(key, "a 1024 bit RSA key"));
  }

  @Test
  void aSignatureThatExpiredIsRefused() throws IOException {
    Fingerprint key = gpg.generate("signer", "ed25519", "sign,cert", "never");
    byte[] signature = gpg.sign(file, "--default-sig-expire", "10d", "--detach-sign");

    assertInstanceOf(
        Distrust.SignatureExpired.class,
        reason(verifier(key, NOW.plusSeconds(11 * 86_400)).detached(bytes(TEXT), signature)));
  }

  @Test
  void aSignatureFromTheFutureIsRefused() throws IOException {
    Fingerprint key = gpg.generate("signer", "ed25519", "sign,cert", "never");
    byte[] signature = gpg.sign(file, "--detach-sign");

    assertNotTrusted(
        verifier(key, NOW.minusSeconds(2 * 86_400)).detached(bytes(TEXT), signature),
        new Distrust.WrongTime(key, NOW));
  }

  private void revoke(Fingerprint key) throws IOException {
    Path certificate = gpg.file("revocation", "");
    Path prepared = certificate.resolveSibling("openpgp-revocs.d/" + key + ".rev");
    // gpg writes it with a colon before the armor, so that nobody imports it by mistake.
    Files.writeString(certificate, Files.readString(prepared).replace(":-----BEGIN", "-----BEGIN"));
    gpg.run("--import", certificate.toString());
  }

  private SignatureVerifier verifier(Fingerprint key, Instant now) {
    return new SignatureVerifier(gpg.export(key), Clock.fixed(now, ZoneOffset.UTC));
  }

  private static void assertTrusted(Verification<?> verification, Fingerprint key) {
    Verification.Trusted<?> trusted =
        assertInstanceOf(Verification.Trusted.class, verification, verification.toString());
    assertEquals(List.of(key), trusted.signers().stream().map(Signer::pinned).toList());
  }

  private static void assertNotTrusted(Verification<?> verification, Distrust reason) {
    assertEquals(reason, reason(verification));
  }

  private static Distrust reason(Verification<?> verification) {
    return assertInstanceOf(Verification.NotTrusted.class, verification).reason();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
