package org.pgv.builder.verb;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pgv.builder.key.SigningKeys;
import org.pgv.manifests.value.Fingerprint;
import org.pgv.pki.bundle.BundleVerdict;
import org.pgv.pki.bundle.BundleVerifier;
import org.pgv.pki.bundle.TrustedSigners;
import org.pgv.pki.openpgp.SigningKey;

/** Checks a bundle against the keys a person trusts: named ones, or the one of this machine. */
public final class Verifying {
  private final Session session;
  private final SigningKeys keys;

  public Verifying(Session session, SigningKeys keys) {
    this.session = session;
    this.keys = keys;
  }

  /** The bundle if it is trusted; refuses it with every reason otherwise. */
  public BundleVerdict.VerifiedBundle verify(
      Path bundle, Optional<Path> keyFile, List<Fingerprint> fingerprints) {
    return new BundleVerifier(session.clock(), session.reporter())
        .verify(bundle, signers(keyFile, fingerprints))
        .orRefuse();
  }

  private TrustedSigners signers(Optional<Path> keyFile, List<Fingerprint> fingerprints) {
    List<Fingerprint> trusted =
        keyFile.isEmpty() && fingerprints.isEmpty()
            ? keys.find().map(SigningKey::fingerprint).stream().toList()
            : fingerprints;
    return TrustedSigners.of(keyFile.stream().toList(), trusted);
  }
}
