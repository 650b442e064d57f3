package org.pgv.pki.openpgp;

import java.util.ArrayList;
import java.util.List;
import org.pgv.pki.openpgp.SignatureJudge.Finding;
import org.pgv.pki.openpgp.SignatureJudge.Pending;

/**
 * Signatures over one content that streams by: pass all of it in, then conclude. Where there are
 * several signatures, one of a pinned key must verify and none of a pinned key may be bad.
 */
public final class StreamCheck {
  private final List<Pending> signatures;
  private final String obstacle;

  private StreamCheck(List<Pending> signatures, String obstacle) {
    this.signatures = List.copyOf(signatures);
    this.obstacle = obstacle;
  }

  static StreamCheck of(List<Pending> signatures) {
    return new StreamCheck(signatures, "it holds none");
  }

  /** A check that finds no signature, because what stands in its place is not one. */
  static StreamCheck unusable(String why) {
    return new StreamCheck(List.of(), why);
  }

  /** Takes in the next bytes of the content. */
  public void update(byte[] bytes, int offset, int length) {
    signatures.forEach(signature -> signature.update(bytes, offset, length));
  }

  /** What the signatures say of all that was passed in, which {@code content} stands for. */
  public <T> Verification<T> conclude(T content) {
    List<Signer> good = new ArrayList<>();
    List<Distrust> faults = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (Pending signature : signatures) {
      switch (signature.conclude()) {
        case Finding.Good(Signer signer) -> good.add(signer);
        case Finding.Fault(Distrust reason) -> faults.add(reason);
        case Finding.Unknown(String keyId) -> unknown.add(keyId);
      }
    }
    return conclude(content, good, faults, unknown);
  }

  private <T> Verification<T> conclude(
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
    return new Verification.NotTrusted<>(
        unknown.isEmpty() ? new Distrust.NoSignature(obstacle) : new Distrust.UnknownKey(unknown));
  }
}
