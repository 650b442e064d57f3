package org.pgv.pki.openpgp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.Features;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.bc.BcPGPSecretKeyRing;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;
import org.pgv.manifests.console.PrivateFile;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.value.Fingerprint;
import org.pgv.manifests.value.Secret;

/**
 * A key of ours that signs bundles and repositories. RSA signatures of PKCS #1 are deterministic:
 * the same content, key and time give the same bytes.
 */
public final class SigningKey {
  private static final int BITS = 4096;

  /** Iterations of the passphrase's digest, coded as RFC 9580 section 3.7.1.3 says: 65 million. */
  private static final int PASSPHRASE_WORK = 0xFF;

  private final PGPSecretKey key;
  private final PGPPrivateKey secret;

  private SigningKey(PGPSecretKey key, PGPPrivateKey secret) {
    this.key = key;
    this.secret = secret;
  }

  /** Makes a key without expiry, for certifying and signing only. */
  public static SigningKey generate(String userId, Instant createdAt, SecureRandom random) {
    return generate(userId, createdAt, random, BITS);
  }

  static SigningKey generate(String userId, Instant createdAt, SecureRandom random, int bits) {
    try {
      BcPGPKeyPair pair =
          new BcPGPKeyPair(
              PublicKeyPacket.VERSION_4,
              PublicKeyAlgorithmTags.RSA_GENERAL,
              numbers(random, bits),
              Date.from(createdAt));
      PGPSignatureSubpacketGenerator about = new PGPSignatureSubpacketGenerator();
      about.setSignatureCreationTime(true, Date.from(createdAt));
      about.setIssuerFingerprint(false, pair.getPublicKey());
      about.setKeyFlags(true, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
      about.setPreferredHashAlgorithms(
          false, new int[] {HashAlgorithmTags.SHA512, HashAlgorithmTags.SHA256});
      about.setFeature(false, Features.FEATURE_MODIFICATION_DETECTION);
      PGPSecretKey key =
          new PGPSecretKey(
              PGPSignature.POSITIVE_CERTIFICATION,
              pair,
              userId,
              about.generate(),
              new PGPSignatureSubpacketGenerator().generate(),
              new BcPGPContentSignerBuilder(
                  PublicKeyAlgorithmTags.RSA_GENERAL, HashAlgorithmTags.SHA512),
              null);
      return new SigningKey(key, pair.getPrivateKey());
    } catch (PGPException e) {
      throw new IllegalStateException("an OpenPGP key could not be made", e);
    }
  }

  /** Made by the JDK, which is three times as fast at it as Bouncy Castle. */
  private static AsymmetricCipherKeyPair numbers(SecureRandom random, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits, random);
      KeyPair pair = generator.generateKeyPair();
      return new AsymmetricCipherKeyPair(
          PublicKeyFactory.createKey(pair.getPublic().getEncoded()),
          PrivateKeyFactory.createKey(pair.getPrivate().getEncoded()));
    } catch (NoSuchAlgorithmException | IOException e) {
      throw new IllegalStateException("every JDK makes RSA keys", e);
    }
  }

  /** Reads a key file; a wrong passphrase is a problem. */
  public static Loaded<SigningKey> load(Path file, Optional<Secret> passphrase) {
    try {
      byte[] packets = KeyFile.packets(Files.readAllBytes(file)).getFirst();
      PGPSecretKey key = new BcPGPSecretKeyRing(packets).getSecretKey();
      boolean locked = key.getKeyEncryptionAlgorithm() != SymmetricKeyAlgorithmTags.NULL;
      if (locked && passphrase.isEmpty()) {
        return refused(file, "the key is locked by a passphrase, and none was given");
      }
      return new Loaded.Ok<>(
          new SigningKey(
              unlocked(key, passphrase),
              key.extractPrivateKey(
                  new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider())
                      .build(characters(passphrase)))));
    } catch (PGPException e) {
      return refused(file, "the key cannot be unlocked: wrong passphrase?");
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle reports malformed packets by both.
      return refused(file, "not an OpenPGP secret key: " + e.getMessage());
    }
  }

  /**
   * Writes the key to a new file that only its owner may read, and that is there whole or not at
   * all.
   *
   * @throws java.nio.file.FileAlreadyExistsException where there is one, also one of this moment
   */
  public void store(Path file, Optional<Secret> passphrase) throws IOException {
    PGPSecretKey stored = passphrase.isEmpty() ? key : locked(passphrase.get());
    String text = KeyFile.armor(new PGPSecretKeyRing(List.of(stored)).getEncoded());
    Path whole =
        PrivateFile.create(file.resolveSibling(file.getFileName() + "." + UUID.randomUUID()));
    try {
      Files.writeString(whole, text, StandardCharsets.US_ASCII);
      Files.createLink(file, whole);
    } finally {
      Files.delete(whole);
    }
  }

  public Fingerprint fingerprint() {
    return KeyRing.fingerprint(key.getPublicKey().getFingerprint());
  }

  /** When the key was made; no signature of it can be older. */
  public Instant createdAt() {
    return key.getPublicKey().getCreationTime().toInstant();
  }

  /** The public half, for those who verify. */
  public KeyRing publicKey() {
    try {
      byte[] packets = new PGPSecretKeyRing(List.of(key)).toCertificate().getEncoded();
      return KeyRing.read(fingerprint().hex(), packets, List.of(fingerprint())).orRefuse();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An armored signature to stand beside the content. */
  public String signDetached(byte[] content, Instant at) {
    return sign(content, PGPSignature.BINARY_DOCUMENT, at);
  }

  /** The text with its signature below it, as apt reads an InRelease file. */
  public String signCleartext(String text, Instant at) {
    return Cleartext.write(text, signed -> sign(signed, PGPSignature.CANONICAL_TEXT_DOCUMENT, at));
  }

  private String sign(byte[] content, int type, Instant at) {
    PGPSignatureGenerator generator =
        new PGPSignatureGenerator(
            new BcPGPContentSignerBuilder(
                key.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA512),
            key.getPublicKey());
    PGPSignatureSubpacketGenerator about = new PGPSignatureSubpacketGenerator();
    about.setSignatureCreationTime(true, Date.from(at));
    about.setIssuerFingerprint(false, key);
    PGPSignatureSubpacketGenerator besides = new PGPSignatureSubpacketGenerator();
    besides.setIssuerKeyID(false, key.getKeyID());
    try {
      generator.init(type, secret);
      generator.setHashedSubpackets(about.generate());
      generator.setUnhashedSubpackets(besides.generate());
      generator.update(content);
      return KeyFile.armor(generator.generate().getEncoded());
    } catch (PGPException e) {
      throw new IllegalStateException("signing failed", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PGPSecretKey locked(Secret passphrase) {
    try {
      return PGPSecretKey.copyWithNewPassword(
          key,
          null,
          new BcPBESecretKeyEncryptorBuilder(
                  SymmetricKeyAlgorithmTags.AES_256,
                  new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA256),
                  PASSPHRASE_WORK)
              .build(passphrase.reveal().toCharArray()),
          new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1));
    } catch (PGPException e) {
      throw new IllegalStateException("the key could not be locked", e);
    }
  }

  private static PGPSecretKey unlocked(PGPSecretKey key, Optional<Secret> passphrase)
      throws PGPException {
    if (passphrase.isEmpty()) {
      return key;
    }
    return PGPSecretKey.copyWithNewPassword(
        key,
        new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider())
            .build(characters(passphrase)),
        null);
  }

  private static char[] characters(Optional<Secret> passphrase) {
    return passphrase.map(Secret::reveal).orElse("").toCharArray();
  }

  private static Loaded<SigningKey> refused(Path file, String what) {
    return new Loaded.Refused<>(List.of(new Problem(file.toString(), what)));
  }
}
