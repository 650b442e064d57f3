package org.pgv.pki.openpgp;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.KeyIdentifier;
import org.bouncycastle.bcpg.SignaturePacket;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.pgv.manifests.value.Fingerprint;

/** Judges one signature over one content. */
final class SignatureJudge {
  /** Hosts' clocks differ; a signature this much ahead of ours is not suspicious. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofDays(1);

  private static final Set<Integer> UNDERSTOOD =
      Set.of(
          SignatureSubpacketTags.CREATION_TIME,
          SignatureSubpacketTags.EXPIRE_TIME,
          SignatureSubpacketTags.ISSUER_KEY_ID,
          SignatureSubpacketTags.ISSUER_FINGERPRINT,
          SignatureSubpacketTags.SIGNER_USER_ID);

  /** What one signature says. */
  sealed interface Finding {
    record Good(Signer signer) implements Finding {}

    record Unknown(String keyId) implements Finding {}

    record Fault(Distrust reason) implements Finding {}
  }

  private final KeyRing keys;
  private final Instant now;
  private final int leastVersion;

  /** Judges with {@code leastVersion} as the oldest version of signature packets to be trusted. */
  SignatureJudge(KeyRing keys, Instant now, int leastVersion) {
    this.keys = keys;
    this.now = now;
    this.leastVersion = leastVersion;
  }

  /** One signature whose content streams by. */
  interface Pending {
    void update(byte[] bytes, int offset, int length);

    /** What the signature says of all that was passed in. */
    Finding conclude();
  }

  Pending begin(PGPSignature signature) {
    for (PGPPublicKeyRing ring : keys.rings()) {
      for (KeyIdentifier id : signature.getKeyIdentifiers()) {
        PGPPublicKey key = ring.getPublicKey(id);
        if (key != null) {
          return begin(signature, ring, key);
        }
      }
    }
    return new Settled(new Finding.Unknown("%016X".formatted(signature.getKeyID())));
  }

  private Pending begin(PGPSignature signature, PGPPublicKeyRing ring, PGPPublicKey key) {
    Fingerprint name = KeyRing.fingerprint(key.getFingerprint());
    if (signature.getVersion() < leastVersion) {
      String why = "it is of a version that is obsolete";
      return new Settled(new Finding.Fault(new Distrust.NoSignature(why)));
    }
    if (!signature.getKeyIdentifiers().stream().allMatch(id -> key.equals(ring.getPublicKey(id)))) {
      // It names several keys, and not all of these names are protected by it.
      return new Settled(new Finding.Fault(new Distrust.BadSignature(name)));
    }
    Optional<String> weak = Strength.weakDigest(signature.getHashAlgorithm());
    if (weak.isPresent()) {
      return new Settled(new Finding.Fault(new Distrust.WeakAlgorithm(name, weak.get())));
    }
    try {
      signature.init(Verifiers.provider(), key);
    } catch (PGPException | RuntimeException e) {
      // A signature that cannot even be computed does not verify.
      return new Settled(new Finding.Fault(new Distrust.BadSignature(name)));
    }
    return new Computed(signature, ring, key);
  }

  /** What the content cannot change. */
  private record Settled(Finding finding) implements Pending {
    @Override
    public void update(byte[] bytes, int offset, int length) {
      // The content does not matter.
    }

    @Override
    public Finding conclude() {
      return finding;
    }
  }

  private final class Computed implements Pending {
    private final PGPSignature signature;
    private final PGPPublicKeyRing ring;
    private final PGPPublicKey key;

    private Computed(PGPSignature signature, PGPPublicKeyRing ring, PGPPublicKey key) {
      this.signature = signature;
      this.ring = ring;
      this.key = key;
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
      signature.update(bytes, offset, length);
    }

    @Override
    public Finding conclude() {
      Fingerprint name = KeyRing.fingerprint(key.getFingerprint());
      if (!verifies()) {
        return new Finding.Fault(new Distrust.BadSignature(name));
      }
      Instant signedAt = signature.getCreationTime().toInstant();
      Fingerprint pinned = KeyRing.fingerprint(ring.getPublicKey().getFingerprint());
      return objection(signature, key, name, signedAt)
          .or(this::objectionToKey)
          .<Finding>map(Finding.Fault::new)
          .orElseGet(() -> new Finding.Good(new Signer(pinned, name, signedAt)));
    }

    /** A key's own signatures hold what is being computed of them: one thread at a time. */
    private Optional<Distrust> objectionToKey() {
      synchronized (ring) {
        return new KeyValidity(ring, now).objection(key);
      }
    }

    private boolean verifies() {
      try {
        return signature.verify();
      } catch (PGPException | RuntimeException e) {
        return false;
      }
    }
  }

  private Optional<Distrust> objection(
      PGPSignature signature, PGPPublicKey key, Fingerprint name, Instant signedAt) {
    Optional<Distrust> ofParts = partsObjection(signature);
    if (ofParts.isPresent()) {
      return ofParts;
    }
    if (signedAt.isBefore(key.getCreationTime().toInstant())
        || signedAt.isAfter(now.plus(CLOCK_DIFFERENCE))) {
      return Optional.of(new Distrust.WrongTime(name, signedAt));
    }
    if (signature.getVersion() < SignaturePacket.VERSION_4) {
      return Optional.empty();
    }
    long seconds = signature.getHashedSubPackets().getSignatureExpirationTime();
    Instant end = signedAt.plusSeconds(seconds);
    return seconds > 0 && !now.isBefore(end)
        ? Optional.of(new Distrust.SignatureExpired(name, end))
        : Optional.empty();
  }

  /** Signatures before version 4 have no parts, and always say when they were made. */
  private static Optional<Distrust> partsObjection(PGPSignature signature) {
    if (signature.getVersion() < SignaturePacket.VERSION_4) {
      return Optional.empty();
    }
    if (!signature.getHashedSubPackets().hasSubpacket(SignatureSubpacketTags.CREATION_TIME)) {
      return Optional.of(new Distrust.NoSignature("it does not say when it was made"));
    }
    if (!Arrays.stream(signature.getHashedSubPackets().getCriticalTags())
        .allMatch(UNDERSTOOD::contains)) {
      // Section 5.2.3.7: a critical part that the reader does not know makes it invalid.
      return Optional.of(new Distrust.NoSignature("it has a critical part that is not known"));
    }
    return Optional.empty();
  }
}
