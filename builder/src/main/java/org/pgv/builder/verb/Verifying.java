package org.pgv.builder.verb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pgv.builder.key.SigningKeys;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
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
        .verify(folder(bundle), signers(keyFile, fingerprints))
        .orRefuse();
  }

  /**
   * What is not there at all was mistyped, and nobody tampered with it; a link leads to a bundle.
   */
  private static Path folder(Path bundle) {
    try {
      return Files.isSymbolicLink(bundle) ? bundle.toRealPath() : existing(bundle);
    } catch (IOException e) {
      throw noBundle(bundle, "leads nowhere");
    }
  }

  private static Path existing(Path bundle) {
    if (Files.notExists(bundle, LinkOption.NOFOLLOW_LINKS)) {
      throw noBundle(bundle, "there is no such folder");
    }
    return bundle;
  }

  private static Refusal noBundle(Path bundle, String what) {
    return new Refusal(
        ExitCode.USAGE, new Problem(bundle.toString(), what, "name the folder of a bundle"));
  }

  private TrustedSigners signers(Optional<Path> keyFile, List<Fingerprint> fingerprints) {
    List<Fingerprint> trusted =
        keyFile.isEmpty() && fingerprints.isEmpty()
            ? keys.find().map(SigningKey::fingerprint).stream().toList()
            : fingerprints;
    return TrustedSigners.of(keyFile.stream().toList(), trusted);
  }
}
