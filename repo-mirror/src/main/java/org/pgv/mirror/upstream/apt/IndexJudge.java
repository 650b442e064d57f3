package org.pgv.mirror.upstream.apt;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.manifest.PackageRepository;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.value.Fingerprint;
import org.pgv.mirror.deb.ReleaseFile;
import org.pgv.mirror.upstream.Begun;
import org.pgv.mirror.upstream.PinnedKeys;
import org.pgv.mirror.upstream.Rejected;
import org.pgv.pki.openpgp.Distrust;
import org.pgv.pki.openpgp.SignatureVerifier;
import org.pgv.pki.openpgp.Signer;
import org.pgv.pki.openpgp.Verification;

/** Decides whether a signed index can be used for a suite of a repository. */
final class IndexJudge {
  private final Begun<SignatureVerifier> verifier;
  private final Clock clock;

  /** What came of looking at a signed index. */
  sealed interface Verdict {
    record Accepted(ReleaseFile release, Fingerprint signer) implements Verdict {}

    record Refused(Rejected why) implements Verdict {}
  }

  private IndexJudge(Begun<SignatureVerifier> verifier, Clock clock) {
    this.verifier = verifier;
    this.clock = clock;
  }

  /**
   * A judge with the repository's pinned keys, which are read while mirrors are asked; it refuses
   * key files that do not hold them.
   */
  static IndexJudge of(ManifestDocument document, PackageRepository repository, Clock clock) {
    return new IndexJudge(
        Begun.begin(() -> new SignatureVerifier(PinnedKeys.of(document, repository), clock)),
        clock);
  }

  /** Judges an index: its signature first, and only then what it says. */
  Verdict judge(String where, String suite, String text) throws InterruptedException {
    Verdict verdict = judgeSignature(where, suite, text);
    return verdict instanceof Verdict.Accepted(ReleaseFile release, Fingerprint _)
        ? expired(where, release).orElse(verdict)
        : verdict;
  }

  /** Judges an index that is allowed to be old, because a lock names it by digest. */
  Verdict judgeSignature(String where, String suite, String text) throws InterruptedException {
    return switch (verifier.result().cleartext(text.getBytes(StandardCharsets.UTF_8))) {
      case Verification.NotTrusted<String>(Distrust reason) ->
          new Verdict.Refused(new Rejected(ExitCode.NOT_TRUSTED, reason.problem(where)));
      case Verification.Trusted<String>(String content, List<Signer> signers) ->
          release(where, suite, ReleaseFile.parse(content, where), signers.getFirst().pinned());
    };
  }

  /** Keys of one archive sign all its suites, so a mirror could pass off one as another. */
  private Verdict release(String where, String suite, ReleaseFile release, Fingerprint signer) {
    if (!suite.equals(release.codename()) && !suite.equals(release.suite())) {
      return new Verdict.Refused(
          new Rejected(
              ExitCode.NOT_TRUSTED,
              new Problem(
                  where,
                  "is the signed index of " + release.codename() + ", not of " + suite,
                  "do not use this mirror")));
    }
    return new Verdict.Accepted(release, signer);
  }

  private Optional<Verdict> expired(String where, ReleaseFile release) {
    return release
        .validUntil()
        .filter(until -> clock.instant().isAfter(until))
        .map(
            until ->
                new Verdict.Refused(
                    new Rejected(
                        ExitCode.EXPIRED,
                        new Problem(
                            where,
                            "expired: it was valid until " + until,
                            "use a mirror that is up to date, and check this machine's clock"))));
  }
}
