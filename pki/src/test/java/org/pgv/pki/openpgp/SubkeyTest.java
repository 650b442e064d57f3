package org.pgv.pki.openpgp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Date;
import java.util.List;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.PGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.value.Fingerprint;

/** Subkeys as no honest tool makes them. */
final class SubkeyTest {
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

  private static final PGPKeyPair PRIMARY = pair();
  private static final PGPKeyPair SUBKEY = pair();

  @Test
  void aSubkeyThatOwnsUpToItsPrimaryIsTrusted() throws Exception {
    KeyRing ring = ring(KeyFlags.SIGN_DATA, true, HashAlgorithmTags.SHA512);

    assertInstanceOf(Verification.Trusted.class, verify(ring));
  }

  @Test
  void aSigningKeyTakenFromSomebodyElseIsNotTrusted() throws Exception {
    KeyRing ring = ring(KeyFlags.SIGN_DATA, false, HashAlgorithmTags.SHA512);

    assertEquals(new Distrust.UnboundSubkey(name(SUBKEY)), reason(verify(ring)));
  }

  @Test
  void aSubkeyBoundBySha1IsNotTrusted() throws Exception {
    KeyRing ring = ring(KeyFlags.SIGN_DATA, true, HashAlgorithmTags.SHA1);

    assertEquals(new Distrust.UnboundSubkey(name(SUBKEY)), reason(verify(ring)));
  }

  @Test
  void aSubkeyThatIsNotForSigningIsNotTrusted() throws Exception {
    KeyRing ring = ring(KeyFlags.AUTHENTICATION, true, HashAlgorithmTags.SHA512);

    assertEquals(new Distrust.NotForSigning(name(SUBKEY)), reason(verify(ring)));
  }

  private Verification<byte[]> verify(KeyRing ring) throws PGPException, IOException {
    PGPSignatureGenerator generator =
        new PGPSignatureGenerator(signer(HashAlgorithmTags.SHA512), SUBKEY.getPublicKey());
    generator.init(PGPSignature.BINARY_DOCUMENT, SUBKEY.getPrivateKey());
    PGPSignatureSubpacketGenerator about = new PGPSignatureSubpacketGenerator();
    about.setSignatureCreationTime(true, Date.from(Keys.SIGNED));
    about.setIssuerFingerprint(false, SUBKEY.getPublicKey());
    generator.setHashedSubpackets(about.generate());
    generator.update(CONTENT);
    return new SignatureVerifier(ring, Keys.CLOCK)
        .detached(CONTENT, generator.generate().getEncoded());
  }

  private KeyRing ring(int flags, boolean backSignature, int bindingDigest)
      throws PGPException, IOException {
    PGPSignatureSubpacketGenerator about = new PGPSignatureSubpacketGenerator();
    about.setSignatureCreationTime(true, Date.from(Keys.MADE));
    about.setKeyFlags(true, KeyFlags.CERTIFY_OTHER);
    PGPKeyRingGenerator generator =
        new PGPKeyRingGenerator(
            PGPSignature.POSITIVE_CERTIFICATION,
            PRIMARY,
            "Attacker",
            null,
            about.generate(),
            null,
            signer(bindingDigest),
            null);
    PGPSignatureSubpacketGenerator binding = new PGPSignatureSubpacketGenerator();
    binding.setSignatureCreationTime(true, Date.from(Keys.MADE));
    binding.setKeyFlags(true, flags);
    if (backSignature) {
      binding.addEmbeddedSignature(false, backSignature());
    }
    generator.addSubKey(SUBKEY, binding.generate(), null);
    return KeyRing.read(
            "made", generator.generatePublicKeyRing().getEncoded(), List.of(name(PRIMARY)))
        .orRefuse();
  }

  private PGPSignature backSignature() throws PGPException {
    PGPSignatureGenerator generator =
        new PGPSignatureGenerator(signer(HashAlgorithmTags.SHA512), SUBKEY.getPublicKey());
    generator.init(PGPSignature.PRIMARYKEY_BINDING, SUBKEY.getPrivateKey());
    PGPSignatureSubpacketGenerator about = new PGPSignatureSubpacketGenerator();
    about.setSignatureCreationTime(true, Date.from(Keys.MADE));
    generator.setHashedSubpackets(about.generate());
    return generator.generateCertification(PRIMARY.getPublicKey(), SUBKEY.getPublicKey());
  }

  private static PGPKeyPair pair() {
    RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
    generator.init(
        new RSAKeyGenerationParameters(BigInteger.valueOf(65_537), new SecureRandom(), 2048, 80));
    try {
      return new BcPGPKeyPair(
          PublicKeyPacket.VERSION_4,
          PublicKeyAlgorithmTags.RSA_GENERAL,
          generator.generateKeyPair(),
          Date.from(Keys.MADE));
    } catch (PGPException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PGPContentSignerBuilder signer(int digest) {
    return new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.RSA_GENERAL, digest);
  }

  private static Fingerprint name(PGPKeyPair pair) {
    return KeyRing.fingerprint(pair.getPublicKey().getFingerprint());
  }

  private static Distrust reason(Verification<?> verification) {
    return assertInstanceOf(Verification.NotTrusted.class, verification).reason();
  }
}
