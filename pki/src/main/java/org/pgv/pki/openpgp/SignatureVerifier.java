package org.pgv.pki.openpgp;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.bcpg.SignaturePacket;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;

/**
 * Checks what others signed against pinned keys. Where there are several signatures, one of a
 * pinned key must verify and none of a pinned key may be bad.
 */
public final class SignatureVerifier {
  private final KeyRing keys;
  private final Clock clock;

  public SignatureVerifier(KeyRing keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** Checks a message with its signature below (InRelease); what is trusted is the signed text. */
  public Verification<String> cleartext(byte[] message) {
    try {
      Cleartext parsed = Cleartext.parse(message);
      return verify(
          parsed.text(),
          parsed.signed(),
          parsed.signature(),
          Set.of(PGPSignature.CANONICAL_TEXT_DOCUMENT));
    } catch (Cleartext.Malformed e) {
      return noSignature(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Checks a content against a signature beside it, armored or binary. It may be one over text (RFC
   * 9580 section 5.2.1.2), to which it is the same however lines end.
   */
  public Verification<byte[]> detached(byte[] content, byte[] signature) {
    return verify(
        content,
        content,
        signature,
        Set.of(PGPSignature.BINARY_DOCUMENT, PGPSignature.CANONICAL_TEXT_DOCUMENT));
  }

  /**
   * Begins to check a content too large to hold, such as a package file. Signatures of version 3
   * (RFC 4880 section 5.2.2) count, too: distributions sign packages with them to this day.
   */
  public StreamCheck begin(byte[] signature) {
    return begin(signature, Set.of(PGPSignature.BINARY_DOCUMENT), SignaturePacket.VERSION_3);
  }

  private <T> Verification<T> verify(T content, byte[] signed, byte[] armored, Set<Integer> types) {
    StreamCheck check = begin(armored, types, SignaturePacket.VERSION_4);
    check.update(signed, 0, signed.length);
    return check.conclude(content);
  }

  private StreamCheck begin(byte[] armored, Set<Integer> types, int leastVersion) {
    List<PGPSignature> signatures;
    try {
      signatures = signatures(armored);
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle reports malformed packets by both.
      return StreamCheck.unusable("it cannot be read: " + e.getMessage());
    }
    if (!signatures.stream().allMatch(s -> types.contains(s.getSignatureType()))) {
      return StreamCheck.unusable("it is of a kind that does not belong here");
    }
    SignatureJudge judge = new SignatureJudge(keys, clock.instant(), leastVersion);
    return StreamCheck.of(signatures.stream().map(judge::begin).toList());
  }

  private static List<PGPSignature> signatures(byte[] content) throws IOException {
    List<PGPSignature> signatures = new ArrayList<>();
    for (byte[] packets : KeyFile.packets(content)) {
      BcPGPObjectFactory objects = new BcPGPObjectFactory(packets);
      for (Object next = objects.nextObject(); next != null; next = objects.nextObject()) {
        if (next instanceof PGPSignatureList list) {
          list.forEach(signatures::add);
        }
      }
    }
    return signatures;
  }

  private static <T> Verification<T> noSignature(String why) {
    return new Verification.NotTrusted<>(new Distrust.NoSignature(why));
  }
}
