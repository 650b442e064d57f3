package org.pgv.mirror.rpm.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.pki.openpgp.Distrust;
import org.pgv.pki.openpgp.KeyRing;
import org.pgv.pki.openpgp.SignatureVerifier;
import org.pgv.pki.openpgp.Signer;
import org.pgv.pki.openpgp.StreamCheck;
import org.pgv.pki.openpgp.Verification;

/**
 * Asks whether a package file is as a holder of a pinned key signed it. Every digest in the file
 * must hold and every signature must be good; header and payload must both be covered by one. The
 * file is read once, as a stream. See DESIGN.md beside this for where {@code rpmkeys} differs.
 */
public final class RpmVerifier {
  private static final int BUFFER_BYTES = 1 << 17;

  private final SignatureVerifier verifier;

  public RpmVerifier(KeyRing keys, Clock clock) {
    this.verifier = new SignatureVerifier(keys, clock);
  }

  /** Verifies a package file; one that is not built as it must be is not trusted, either. */
  public Verification<RpmFile> verify(Path path) throws IOException {
    try {
      RpmFile file = RpmFile.parse(path);
      Evidence evidence = Evidence.gather(file, verifier);
      evidence.updateHeader(file.header().bytes());
      try (InputStream payload = file.payload()) {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int n = payload.read(buffer); n >= 0; n = payload.read(buffer)) {
          evidence.updatePayload(buffer, n);
        }
      }
      return conclude(file, evidence);
    } catch (Malformed e) {
      return new Verification.NotTrusted<>(new Distrust.Damaged(e.why()));
    }
  }

  private static Verification<RpmFile> conclude(RpmFile file, Evidence evidence) {
    List<Signer> ofHeader = new ArrayList<>();
    List<Signer> ofWhole = new ArrayList<>();
    Optional<Distrust> objection =
        digestObjection(evidence)
            .or(() -> headerObjection(evidence, ofHeader))
            .or(() -> strictObjection(evidence.wholeSignatures(), ofWhole))
            .or(() -> coverObjection(evidence, ofHeader, ofWhole));
    if (objection.isPresent()) {
      return new Verification.NotTrusted<>(objection.get());
    }
    ofHeader.addAll(ofWhole);
    return new Verification.Trusted<>(file, ofHeader.stream().distinct().toList());
  }

  private static Optional<Distrust> digestObjection(Evidence evidence) {
    for (DigestCheck digest : evidence.digests()) {
      if (!digest.holds()) {
        return damaged(digest);
      }
    }
    List<DigestCheck> ofPayload = evidence.payloadDigests();
    return ofPayload.isEmpty() || ofPayload.stream().anyMatch(DigestCheck::holds)
        ? Optional.empty()
        : damaged(ofPayload.getFirst());
  }

  private static Optional<Distrust> damaged(DigestCheck digest) {
    return Optional.of(new Distrust.Damaged("the " + digest.title() + " is not what it states"));
  }

  /**
   * A package of format 6 is signed by keys old and new at once, of which a reader need not know
   * all; its v4 signature is one of them. In others, each signature counts.
   */
  private static Optional<Distrust> headerObjection(Evidence evidence, List<Signer> good) {
    if (evidence.openPgpSignatures().isEmpty()) {
      return strictObjection(evidence.headerSignatures(), good);
    }
    List<StreamCheck> all = new ArrayList<>(evidence.openPgpSignatures());
    all.addAll(evidence.headerSignatures());
    List<Distrust> faults = new ArrayList<>();
    for (StreamCheck check : all) {
      outcome(check, good).ifPresent(faults::add);
    }
    return faults.stream()
        .filter(fault -> good.isEmpty() || fault instanceof Distrust.BadSignature)
        .findFirst();
  }

  private static Optional<Distrust> strictObjection(List<StreamCheck> checks, List<Signer> good) {
    for (StreamCheck check : checks) {
      Optional<Distrust> fault = outcome(check, good);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static Optional<Distrust> outcome(StreamCheck check, List<Signer> good) {
    return switch (check.conclude(check)) {
      case Verification.Trusted<StreamCheck>(StreamCheck _, List<Signer> signers) -> {
        good.addAll(signers);
        yield Optional.empty();
      }
      case Verification.NotTrusted<StreamCheck>(Distrust reason) -> Optional.of(reason);
    };
  }

  /** A signed header vouches for the payload by the digest in it. */
  private static Optional<Distrust> coverObjection(
      Evidence evidence, List<Signer> ofHeader, List<Signer> ofWhole) {
    if (!ofWhole.isEmpty() || (!ofHeader.isEmpty() && !evidence.payloadDigests().isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        new Distrust.NoSignature(
            ofHeader.isEmpty()
                ? "the package is not signed"
                : "the package's signature does not cover its payload"));
  }
}
