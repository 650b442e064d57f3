package org.pgv.pki.openpgp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.pgv.pki.openpgp.SignatureJudge.Finding;

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
          parsed.text(), parsed.signed(), parsed.signature(), PGPSignature.CANONICAL_TEXT_DOCUMENT);
    } catch (Cleartext.Malformed e) {
      return noSignature(String.valueOf(e.getMessage()));
    }
  }

  /** Checks a content against a signature beside it, armored or binary. */
  public Verification<byte[]> detached(byte[] content, byte[] signature) {
    return verify(content, content, signature, PGPSignature.BINARY_DOCUMENT);
  }

  /** Checks a small file, such as an index, against a signature file beside it. */
  public Verification<byte[]> detached(Path content, Path signature) throws IOException {
    if (!Files.exists(signature)) {
      return noSignature("there is no " + signature);
    }
    return detached(Files.readAllBytes(content), Files.readAllBytes(signature));
  }

  private <T> Verification<T> verify(T content, byte[] signed, byte[] armored, int type) {
    List<PGPSignature> signatures;
    try {
      signatures = signatures(armored);
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle reports malformed packets by both.
      return noSignature("it cannot be read: " + e.getMessage());
    }
    SignatureJudge judge = new SignatureJudge(keys, clock.instant());
    List<Signer> good = new ArrayList<>();
    List<Distrust> faults = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (PGPSignature signature : signatures) {
      if (signature.getSignatureType() != type) {
        return noSignature("it is of a kind that does not belong here");
      }
      switch (judge.judge(signature, signed)) {
        case Finding.Good(Signer signer) -> good.add(signer);
        case Finding.Fault(Distrust reason) -> faults.add(reason);
        case Finding.Unknown(String keyId) -> unknown.add(keyId);
      }
    }
    return conclude(content, good, faults, unknown);
  }

  private static <T> Verification<T> conclude(
      T content, List<Signer> good, List<Distrust> faults, List<String> unknown) {
    for (Distrust fault : faults) {
      if (fault instanceof Distrust.BadSignature) {
        return new Verification.NotTrusted<>(fault);
      }
    }
    if (!good.isEmpty()) {
      return new Verification.Trusted<>(content, good);
    }
    if (!faults.isEmpty()) {
      return new Verification.NotTrusted<>(faults.getFirst());
    }
    return unknown.isEmpty()
        ? noSignature("it holds none")
        : new Verification.NotTrusted<>(new Distrust.UnknownKey(unknown));
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
