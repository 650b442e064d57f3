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
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
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

  SignatureJudge(KeyRing keys, Instant now) {
    this.keys = keys;
    this.now = now;
  }

  Finding judge(PGPSignature signature, byte[] content) {
    for (PGPPublicKeyRing ring : keys.rings()) {
      for (KeyIdentifier id : signature.getKeyIdentifiers()) {
        PGPPublicKey key = ring.getPublicKey(id);
        if (key != null) {
          return judge(signature, content, ring, key);
        }
      }
    }
    return new Finding.Unknown("%016X".formatted(signature.getKeyID()));
  }

  private Finding judge(
      PGPSignature signature, byte[] content, PGPPublicKeyRing ring, PGPPublicKey key) {
    Fingerprint name = KeyRing.fingerprint(key.getFingerprint());
    if (signature.getVersion() < SignaturePacket.VERSION_4) {
      return new Finding.Fault(new Distrust.NoSignature("it is of a version that is obsolete"));
    }
    Optional<String> weak = Strength.weakDigest(signature.getHashAlgorithm());
    if (weak.isPresent()) {
      return new Finding.Fault(new Distrust.WeakAlgorithm(name, weak.get()));
    }
    if (!verifies(signature, content, key)) {
      return new Finding.Fault(new Distrust.BadSignature(name));
    }
    Instant signedAt = signature.getCreationTime().toInstant();
    Fingerprint pinned = KeyRing.fingerprint(ring.getPublicKey().getFingerprint());
    return objection(signature, key, name, signedAt)
        .or(() -> new KeyValidity(ring, now).objection(key))
        .<Finding>map(Finding.Fault::new)
        .orElseGet(() -> new Finding.Good(new Signer(pinned, name, signedAt)));
  }

  private Optional<Distrust> objection(
      PGPSignature signature, PGPPublicKey key, Fingerprint name, Instant signedAt) {
    if (!signature.getHashedSubPackets().hasSubpacket(SignatureSubpacketTags.CREATION_TIME)) {
      return Optional.of(new Distrust.NoSignature("it does not say when it was made"));
    }
    if (!Arrays.stream(signature.getHashedSubPackets().getCriticalTags())
        .allMatch(UNDERSTOOD::contains)) {
      // Section 5.2.3.7: a critical part that the reader does not know makes it invalid.
      return Optional.of(new Distrust.NoSignature("it has a critical part that is not known"));
    }
    if (signedAt.isBefore(key.getCreationTime().toInstant())
        || signedAt.isAfter(now.plus(CLOCK_DIFFERENCE))) {
      return Optional.of(new Distrust.WrongTime(name, signedAt));
    }
    long seconds = signature.getHashedSubPackets().getSignatureExpirationTime();
    Instant end = signedAt.plusSeconds(seconds);
    return seconds > 0 && !now.isBefore(end)
        ? Optional.of(new Distrust.SignatureExpired(name, end))
        : Optional.empty();
  }

  /** A signature that cannot even be computed does not verify. */
  private static boolean verifies(PGPSignature signature, byte[] content, PGPPublicKey key) {
    try {
      signature.init(new BcPGPContentVerifierBuilderProvider(), key);
      signature.update(content);
      return signature.verify();
    } catch (PGPException | RuntimeException e) {
      return false;
    }
  }
}
