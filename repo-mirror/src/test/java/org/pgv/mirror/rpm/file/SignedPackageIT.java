package org.pgv.mirror.rpm.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.pki.openpgp.Distrust;
import org.pgv.pki.openpgp.Verification;

/** Packages signed by rpmsign in the ways that people do, and in those they should not. */
final class SignedPackageIT {
  private static final Instant SIGNED = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant SOON = SIGNED.plus(Duration.ofDays(1));
  private static final Instant LATER = SIGNED.plus(Duration.ofDays(60));

  @TempDir private static Path folder;
  private static RpmSigner signer;
  private static Path unsigned;

  private Path file;

  @BeforeAll
  static void makeKeys() throws IOException {
    signer = new RpmSigner(SIGNED);
    signer.generate("vendor", "never");
    signer.generate("stranger", "never");
    signer.generate("brief", "30d");
    unsigned = SamplePackage.build(folder, "w3.zstdio");
  }

  @AfterAll
  static void close() throws IOException {
    signer.close();
  }

  @BeforeEach
  void copy() throws IOException {
    signer.at(SIGNED);
    file = copy(unsigned);
  }

  private static Path copy(Path original) throws IOException {
    return Files.copy(original, folder.resolve("copy.rpm"), StandardCopyOption.REPLACE_EXISTING);
  }

  private Verification<RpmFile> verify(String key, Instant now) throws IOException {
    return new RpmVerifier(signer.keys(key), Clock.fixed(now, ZoneOffset.UTC)).verify(file);
  }

  private void assertTrusted(String key, Instant now) throws IOException {
    assertInstanceOf(Verification.Trusted.class, verify(key, now), file.toString());
  }

  private Distrust distrust(String key, Instant now) throws IOException {
    return switch (verify(key, now)) {
      case Verification.Trusted<RpmFile> trusted -> throw new AssertionError(trusted);
      case Verification.NotTrusted<RpmFile>(Distrust reason) -> reason;
    };
  }

  private boolean judged(String key) throws IOException {
    RpmKeys judge = new RpmKeys(Files.createTempDirectory(folder, "keys"));
    judge.trust(signer.keyFile(key));
    return judge.accepts(file);
  }

  private boolean has(Tag tag) throws IOException {
    return RpmFile.read(file).signature().has(tag);
  }

  @Test
  void acceptsASignatureOverTheHeader() throws IOException {
    signer.sign("vendor", file);

    assertTrue(has(Tag.SIGNATURE_RSA) && !has(Tag.SIGNATURE_PGP));
    assertTrusted("vendor", SOON);
    assertTrue(judged("vendor"));
  }

  @Test
  void acceptsASignatureOverHeaderAndPayload() throws IOException {
    signer.sign("vendor", file, "--rpmv3");

    assertTrue(has(Tag.SIGNATURE_RSA) && has(Tag.SIGNATURE_PGP));
    assertTrusted("vendor", SOON);
    assertTrue(judged("vendor"));
  }

  @Test
  void refusesAPackageWhoseSignatureWasTakenOff() throws IOException {
    signer.sign("vendor", file);
    Tool.output("rpmsign", "--delsign", file.toString());

    assertInstanceOf(Distrust.NoSignature.class, distrust("vendor", SOON));
    assertFalse(judged("vendor"));
  }

  @Test
  void refusesAPackageSignedAnewByAKeyThatIsNotPinned() throws IOException {
    file = copy(TestPackages.named("epel-release-latest-9.noarch.rpm"));
    signer.sign("stranger", file);

    assertInstanceOf(Distrust.UnknownKey.class, distrust("vendor", SOON));
    assertFalse(judged("vendor"));
  }

  @Test
  void acceptsAPackageSignedAnewByAPinnedKey() throws IOException {
    file = copy(TestPackages.named("epel-release-latest-9.noarch.rpm"));
    signer.sign("vendor", file);

    assertTrusted("vendor", SOON);
    assertTrue(judged("vendor"));
  }

  @Test
  void refusesAPackageOfAnExpiredKey() throws IOException {
    signer.sign("brief", file);

    assertTrusted("brief", SOON);
    assertInstanceOf(Distrust.KeyExpired.class, distrust("brief", LATER));
  }

  @Test
  void refusesASignatureFromTheFuture() throws IOException {
    signer.at(LATER);
    signer.sign("vendor", file);

    assertInstanceOf(Distrust.WrongTime.class, distrust("vendor", SOON));
  }

  @Test
  void refusesAGoodSignatureOfSomethingElse() throws IOException {
    signer.signFalsely("vendor", file, Files.writeString(folder.resolve("other"), "other"));

    assertInstanceOf(Distrust.BadSignature.class, distrust("vendor", SOON));
    assertFalse(judged("vendor"));
  }

  @Test
  void refusesASignedPackageWhosePayloadWasExchanged() throws IOException {
    signer.sign("vendor", file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);

    assertInstanceOf(Distrust.Damaged.class, distrust("vendor", SOON));
    assertFalse(judged("vendor"));
  }

  /** Before rpm 4.14 headers had no digest of the payload, which had to be signed itself. */
  @Test
  void refusesAnOldPackageWhosePayloadNobodySigned() throws IOException {
    file = copy(TestPackages.named("time-1.7-45.el7.x86_64.rpm"));
    signer.sign("vendor", file, "--rpmv3");
    assertTrusted("vendor", SOON);

    hide(Tag.SIGNATURE_PGP);

    assertEquals(
        new Distrust.NoSignature("the package's signature does not cover its payload"),
        distrust("vendor", SOON));
  }

  /** Gives a tag of the signature header another number, one that nobody reads. */
  private void hide(Tag tag) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int at = Lead.BYTES + HeaderSize.BYTES;
    while (buffer.getInt(at) != tag.number()) {
      at += HeaderEntry.BYTES;
    }
    buffer.putInt(at, 999);
    Files.write(file, bytes);
  }
}
