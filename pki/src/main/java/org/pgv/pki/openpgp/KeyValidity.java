package org.pgv.pki.openpgp;

import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bouncycastle.bcpg.SignaturePacket;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.pgv.manifests.value.Fingerprint;

/**
 * Whether a pinned key, or a subkey of it, may sign now. Self-signatures of the primary key may be
 * SHA-1, as old ones are: the pin, not they, makes the key trusted. A subkey is trusted by its
 * binding alone, so that must be strong.
 */
final class KeyValidity {
  private final PGPPublicKey primary;
  private final Instant now;

  KeyValidity(PGPPublicKeyRing ring, Instant now) {
    this.primary = ring.getPublicKey();
    this.now = now;
  }

  /** What forbids {@code key} to sign; nothing where it may. */
  Optional<Distrust> objection(PGPPublicKey key) {
    Optional<Distrust> ofPrimary =
        objection(primary, revocations(primary.getKeySignatures(), primary), newestSelfSignature());
    if (key.getKeyID() == primary.getKeyID() || ofPrimary.isPresent()) {
      return ofPrimary.or(() -> signingObjection(primary, newestSelfSignature()));
    }
    Optional<PGPSignature> binding = newestBinding(key);
    Fingerprint name = KeyRing.fingerprint(key.getFingerprint());
    if (binding.isEmpty()) {
      return Optional.of(new Distrust.UnboundSubkey(name));
    }
    return objection(key, revocations(key.getSignatures(), key), binding)
        .or(() -> signingObjection(key, binding))
        .or(
            () ->
                hasBackSignature(key, binding.get())
                    ? Optional.empty()
                    : Optional.of(new Distrust.UnboundSubkey(name)));
  }

  private Optional<Distrust> objection(
      PGPPublicKey key, Stream<PGPSignature> revocations, Optional<PGPSignature> self) {
    Fingerprint name = KeyRing.fingerprint(key.getFingerprint());
    if (revocations.findAny().isPresent()) {
      return Optional.of(new Distrust.KeyRevoked(name));
    }
    Optional<String> weak = Strength.weakKey(key);
    if (weak.isPresent()) {
      return Optional.of(new Distrust.WeakAlgorithm(name, weak.get()));
    }
    // Section 5.2.3.13: the key's validity in seconds from its creation; 0 is for ever.
    long seconds = self.map(s -> s.getHashedSubPackets().getKeyExpirationTime()).orElse(0L);
    Instant end = key.getCreationTime().toInstant().plusSeconds(seconds);
    return seconds > 0 && !now.isBefore(end)
        ? Optional.of(new Distrust.KeyExpired(name, end))
        : Optional.empty();
  }

  private static Optional<Distrust> signingObjection(
      PGPPublicKey key, Optional<PGPSignature> self) {
    boolean primary = key.isMasterKey();
    boolean allowed =
        self.map(PGPSignature::getHashedSubPackets)
            .map(
                packets ->
                    // Old primary keys carry no flags and mean "anything"; subkeys must say it.
                    (primary && !packets.hasSubpacket(SignatureSubpacketTags.KEY_FLAGS))
                        || (packets.getKeyFlags() & KeyFlags.SIGN_DATA) != 0)
            .orElse(false);
    return allowed
        ? Optional.empty()
        : Optional.of(new Distrust.NotForSigning(KeyRing.fingerprint(key.getFingerprint())));
  }

  private Stream<PGPSignature> revocations(Iterator<PGPSignature> signatures, PGPPublicKey key) {
    return stream(signatures)
        .filter(
            s ->
                switch (s.getSignatureType()) {
                  case PGPSignature.KEY_REVOCATION -> verifies(s, primary);
                  case PGPSignature.SUBKEY_REVOCATION -> verifiesBinding(s, primary, key);
                  default -> false;
                });
  }

  private Optional<PGPSignature> newestSelfSignature() {
    Stream<PGPSignature> direct =
        stream(primary.getKeySignatures())
            .filter(s -> s.getSignatureType() == PGPSignature.DIRECT_KEY && verifies(s, primary));
    Stream<PGPSignature> ofNames =
        stream(primary.getRawUserIDs())
            .flatMap(
                name ->
                    stream(primary.getSignaturesForID(name))
                        .filter(s -> s.isCertification() && verifiesName(s, name)));
    return newest(Stream.concat(direct, ofNames));
  }

  private Optional<PGPSignature> newestBinding(PGPPublicKey subkey) {
    return newest(
        stream(subkey.getSignatures())
            .filter(
                s ->
                    s.getSignatureType() == PGPSignature.SUBKEY_BINDING
                        && Strength.weakDigest(s.getHashAlgorithm()).isEmpty()
                        && verifiesBinding(s, primary, subkey)));
  }

  /** Section 5.2.1.9: without it, anybody could take another's signing key as a subkey. */
  private boolean hasBackSignature(PGPPublicKey subkey, PGPSignature binding) {
    try {
      PGPSignatureList embedded = binding.getHashedSubPackets().getEmbeddedSignatures();
      PGPSignatureList unhashed = binding.getUnhashedSubPackets().getEmbeddedSignatures();
      return Stream.concat(stream(embedded.iterator()), stream(unhashed.iterator()))
          .anyMatch(
              s ->
                  s.getSignatureType() == PGPSignature.PRIMARYKEY_BINDING
                      && Strength.weakDigest(s.getHashAlgorithm()).isEmpty()
                      && verifiesBinding(s, subkey, subkey));
    } catch (PGPException e) {
      return false;
    }
  }

  private Optional<PGPSignature> newest(Stream<PGPSignature> signatures) {
    return signatures
        .filter(s -> s.getVersion() >= SignaturePacket.VERSION_4)
        .filter(s -> !s.getCreationTime().toInstant().isAfter(now))
        .max(Comparator.comparing(PGPSignature::getCreationTime));
  }

  private static boolean verifies(PGPSignature signature, PGPPublicKey primary) {
    return holds(signature, primary, () -> signature.verifyCertification(primary));
  }

  private boolean verifiesName(PGPSignature signature, byte[] name) {
    return holds(signature, primary, () -> signature.verifyCertification(name, primary));
  }

  private boolean verifiesBinding(PGPSignature signature, PGPPublicKey by, PGPPublicKey subkey) {
    return holds(signature, by, () -> signature.verifyCertification(primary, subkey));
  }

  private interface Check {
    boolean run() throws PGPException;
  }

  /** A signature that cannot even be computed does not hold. */
  private static boolean holds(PGPSignature signature, PGPPublicKey by, Check check) {
    try {
      signature.init(Verifiers.provider(), by);
      return check.run();
    } catch (PGPException | RuntimeException e) {
      return false;
    }
  }

  private static <T> Stream<T> stream(Iterator<T> items) {
    Iterable<T> iterable = () -> items;
    return StreamSupport.stream(iterable.spliterator(), false);
  }
}
