package org.pgv.pki.openpgp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.value.Fingerprint;
import org.pgv.manifests.value.Secret;

final class OwnSignatureTest {
  private static final String TEXT = "Origin: pgv\n-dashed line\ntrailing blanks \t\n\nlast: ä\n";
  private final SignatureVerifier verifier =
      new SignatureVerifier(Keys.OURS.publicKey(), Keys.CLOCK);

  @Test
  void aCleartextMessageGivesBackItsTextWithoutTrailingBlanks() {
    String message = Keys.OURS.signCleartext(TEXT, Keys.SIGNED);

    Verification<String> verification = verifier.cleartext(bytes(message));

    assertEquals(
        new Verification.Trusted<>(
            "Origin: pgv\n-dashed line\ntrailing blanks\n\nlast: ä\n",
            List.of(new Signer(Keys.OURS.fingerprint(), Keys.OURS.fingerprint(), Keys.SIGNED))),
        verification);
  }

  @Test
  void lineEndingsOfAnotherSystemDoNotBreakACleartextMessage() {
    String message = Keys.OURS.signCleartext(TEXT, Keys.SIGNED).replace("\n", "\r\n");

    assertInstanceOf(Verification.Trusted.class, verifier.cleartext(bytes(message)));
  }

  @Test
  void theSameContentAndTimeGiveTheSameSignature() {
    byte[] content = bytes(TEXT);

    assertEquals(
        Keys.OURS.signDetached(content, Keys.SIGNED), Keys.OURS.signDetached(content, Keys.SIGNED));
    assertEquals(
        Keys.OURS.signCleartext(TEXT, Keys.SIGNED), Keys.OURS.signCleartext(TEXT, Keys.SIGNED));
  }

  @Test
  void manyThreadsMayJudgeByOneKeyAtOnce() {
    byte[] content = bytes(TEXT);
    byte[] signature = bytes(Keys.OURS.signDetached(content, Keys.SIGNED));

    long trusted =
        IntStream.range(0, 400)
            .parallel()
            .filter(_ -> verifier.detached(content, signature) instanceof Verification.Trusted<?>)
            .count();

    assertEquals(400, trusted);
  }

  @Test
  void anySingleByteThatIsAlteredIsNoticed() {
    byte[] content = bytes(TEXT);
    byte[] signature = bytes(Keys.OURS.signDetached(content, Keys.SIGNED));
    for (int i = 0; i < content.length; i++) {
      byte[] altered = content.clone();
      altered[i] ^= 1;

      assertInstanceOf(Verification.NotTrusted.class, verifier.detached(altered, signature));
    }
  }

  @Test
  void aDamagedSignatureIsRefusedUnlessTheDamageIsInWhatIsNotSigned() throws IOException {
    byte[] content = bytes(TEXT);
    String armored = Keys.OURS.signDetached(content, Keys.SIGNED);
    byte[] signature = KeyFile.dearmor(bytes(armored));
    int trusted = 0;
    for (int i = 0; i < signature.length; i++) {
      byte[] altered = signature.clone();
      altered[i] ^= 1;
      if (verifier.detached(content, altered) instanceof Verification.Trusted<byte[]>) {
        trusted++;
      }
    }

    // The key's id is a hint beside the signature; the fingerprint within it says the same.
    assertTrue(trusted <= 16, trusted + " bytes may be altered");
  }

  @Test
  void aDamagedKeyFileIsRefusedOrTrustsNobodyElse() {
    byte[] content = bytes(TEXT);
    byte[] signature = bytes(Keys.OTHER.signDetached(content, Keys.SIGNED));
    byte[] key = Keys.OURS.publicKey().binary();
    for (int i = 0; i < key.length; i++) {
      byte[] altered = key.clone();
      altered[i] ^= 1;
      if (KeyRing.readAll("key", altered) instanceof Loaded.Ok<KeyRing>(KeyRing ring)) {
        assertInstanceOf(
            Verification.NotTrusted.class,
            new SignatureVerifier(ring, Keys.CLOCK).detached(content, signature));
      }
    }
  }

  @Test
  void aPinnedKeyThatWasDamagedNoLongerVerifiesUnlessItSaysTheSame() {
    byte[] content = bytes(TEXT);
    byte[] signature = bytes(Keys.OURS.signDetached(content, Keys.SIGNED));
    byte[] key = Keys.OURS.publicKey().binary();
    List<Fingerprint> pinned = List.of(Keys.OURS.fingerprint());
    List<Integer> harmless = new ArrayList<>();
    for (int i = 0; i < key.length; i++) {
      byte[] altered = key.clone();
      altered[i] ^= 1;
      if (KeyRing.read("key", altered, pinned) instanceof Loaded.Ok<KeyRing>(KeyRing ring)
          && new SignatureVerifier(ring, Keys.CLOCK).detached(content, signature)
              instanceof Verification.Trusted<byte[]>) {
        harmless.add(i);
      }
    }

    // The last packet's length, and what stands unsigned beside the self-signature: a key id and
    // the two bytes of the digest that only speed things up.
    assertTrue(harmless.size() <= 16, harmless.toString());
  }

  @Test
  void anotherKeysSignatureIsRefusedWithItsId() {
    byte[] content = bytes(TEXT);
    String signature = Keys.OTHER.signDetached(content, Keys.SIGNED);

    Verification<byte[]> verification = verifier.detached(content, bytes(signature));

    String id = Keys.OTHER.fingerprint().hex().substring(24);
    assertEquals(
        new Verification.NotTrusted<byte[]>(new Distrust.UnknownKey(List.of(id))), verification);
  }

  @Test
  void aStoredKeyIsPrivateAndSignsTheSame(@TempDir Path folder) throws IOException {
    Path plain = folder.resolve("plain.asc");
    Path locked = folder.resolve("locked.asc");
    Secret passphrase = new Secret("long enough");
    Keys.OURS.store(plain, Optional.empty());
    Keys.OURS.store(locked, Optional.of(passphrase));

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(locked)));
    String wanted = Keys.OURS.signDetached(bytes(TEXT), Keys.SIGNED);
    SigningKey first = SigningKey.load(plain, Optional.empty()).orRefuse();
    SigningKey second = SigningKey.load(locked, Optional.of(passphrase)).orRefuse();
    assertEquals(wanted, first.signDetached(bytes(TEXT), Keys.SIGNED));
    assertEquals(wanted, second.signDetached(bytes(TEXT), Keys.SIGNED));
    assertArrayEquals(Keys.OURS.publicKey().binary(), second.publicKey().binary());
  }

  @Test
  void aLockedKeyNeedsItsPassphrase(@TempDir Path folder) throws IOException {
    Path locked = folder.resolve("locked.asc");
    Keys.OURS.store(locked, Optional.of(new Secret("long enough")));

    assertInstanceOf(Loaded.Refused.class, SigningKey.load(locked, Optional.empty()));
    assertInstanceOf(
        Loaded.Refused.class, SigningKey.load(locked, Optional.of(new Secret("wrong"))));
  }

  @Test
  void aKeyFileWithoutThePinnedKeyIsRefused() {
    String file = Keys.OTHER.publicKey().armored();

    assertInstanceOf(
        Loaded.Refused.class,
        KeyRing.read("other.asc", bytes(file), List.of(Keys.OURS.fingerprint())));
  }

  @Test
  void theArmorNamesNoProgram() {
    assertFalse(Keys.OURS.publicKey().armored().contains("Version"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
