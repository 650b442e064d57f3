package org.pgv.pki.openpgp;

import java.util.Optional;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPPublicKey;

/** Which algorithms still prove anything (RFC 9580 sections 9.1 and 9.5 and their deprecations). */
final class Strength {
  private static final int LEAST_RSA_BITS = 2048;

  /** RFC 9580 section 9.1: not to be made any more, still met in old keys. */
  private static final int RSA_SIGN_ONLY = 3;

  private Strength() {}

  /** The name of a digest that must not be relied on. */
  static Optional<String> weakDigest(int algorithm) {
    return switch (algorithm) {
      case HashAlgorithmTags.SHA224,
          HashAlgorithmTags.SHA256,
          HashAlgorithmTags.SHA384,
          HashAlgorithmTags.SHA512,
          HashAlgorithmTags.SHA3_256,
          HashAlgorithmTags.SHA3_512 ->
          Optional.empty();
      case HashAlgorithmTags.MD5 -> Optional.of("MD5");
      case HashAlgorithmTags.SHA1 -> Optional.of("SHA-1");
      case HashAlgorithmTags.RIPEMD160 -> Optional.of("RIPEMD-160");
      default -> Optional.of("digest algorithm " + algorithm);
    };
  }

  /** What is weak about a key, if anything. */
  static Optional<String> weakKey(PGPPublicKey key) {
    return switch (key.getAlgorithm()) {
      case PublicKeyAlgorithmTags.RSA_GENERAL, RSA_SIGN_ONLY ->
          key.getBitStrength() < LEAST_RSA_BITS
              ? Optional.of("a " + key.getBitStrength() + " bit RSA key")
              : Optional.empty();
      case PublicKeyAlgorithmTags.DSA -> Optional.of("a DSA key");
      default -> Optional.empty();
    };
  }
}
