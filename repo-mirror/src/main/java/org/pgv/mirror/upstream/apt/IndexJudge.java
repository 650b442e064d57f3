package org.pgv.mirror.upstream.apt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pgv.manifests.manifest.AptSuites;
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
  /** As much as apt allows for (Acquire::Max-FutureTime). */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

  private final Begun<SignatureVerifier> verifier;
  private final Optional<Instant> notAfter;
  private final Clock clock;

  /** What came of looking at a signed index. */
  sealed interface Verdict {
    /**
     * It counts.
     *
     * @param remark what is to be noted of it; empty where nothing is
     */
    record Accepted(ReleaseFile release, Fingerprint signer, String remark) implements Verdict {}

    record Refused(Rejected why) implements Verdict {}
  }

  private IndexJudge(Begun<SignatureVerifier> verifier, Optional<Instant> notAfter, Clock clock) {
    this.verifier = verifier;
    this.notAfter = notAfter;
    this.clock = clock;
  }

  /**
   * A judge with the repository's pinned keys, which are read while mirrors are asked; it refuses
   * key files that do not hold them.
   */
  static IndexJudge of(ManifestDocument document, PackageRepository repository, Clock clock) {
    return new IndexJudge(
        Begun.begin(() -> new SignatureVerifier(PinnedKeys.of(document, repository), clock)),
        AptUpstream.suites(repository).notAfter(),
        clock);
  }

  /** Judges an index: its signature first, and only then what it says. */
  Verdict judge(String where, String suite, SignedIndex.Documents documents)
      throws InterruptedException {
    Verdict verdict = judgeSignature(where, suite, documents);
    return verdict instanceof Verdict.Accepted accepted ? inTime(where, accepted) : verdict;
  }

  /** Judges an index that is allowed to be old, because a lock names it by digest. */
  Verdict judgeSignature(String where, String suite, SignedIndex.Documents documents)
      throws InterruptedException {
    return switch (verified(documents)) {
      case Verification.NotTrusted<String>(Distrust reason) ->
          new Verdict.Refused(new Rejected(ExitCode.NOT_TRUSTED, reason.problem(where)));
      case Verification.Trusted<String>(String content, List<Signer> signers) ->
          release(where, suite, ReleaseFile.parse(content, where), signers.getFirst().pinned());
    };
  }

  private Verification<String> verified(SignedIndex.Documents documents)
      throws InterruptedException {
    byte[] index = documents.index().bytes();
    if (documents.signature().isEmpty()) {
      return verifier.result().cleartext(index);
    }
    return switch (verifier.result().detached(index, documents.signature().get().bytes())) {
      case Verification.NotTrusted<byte[]>(Distrust reason) ->
          new Verification.NotTrusted<>(reason);
      case Verification.Trusted<byte[]>(byte[] _, List<Signer> signers) ->
          new Verification.Trusted<>(documents.index().text(), signers);
    };
  }

  /** Keys of one archive sign all its suites, so a mirror could pass off one as another. */
  private Verdict release(String where, String suite, ReleaseFile release, Fingerprint signer) {
    List<String> names =
        Stream.of(release.codename(), release.suite()).filter(name -> !name.isEmpty()).toList();
    if (!AptSuites.isFlat(suite) && !names.isEmpty() && !isOneOf(suite, names)) {
      return new Verdict.Refused(
          new Rejected(
              ExitCode.NOT_TRUSTED,
              new Problem(
                  where,
                  "is the signed index of " + String.join(", ", names) + ", not of " + suite,
                  "do not use this mirror, or name the suite as its index does")));
    }
    if (release.date().filter(date -> date.isAfter(clock.instant().plus(CLOCK_SKEW))).isPresent()) {
      return new Verdict.Refused(
          new Rejected(
              ExitCode.FAILED,
              new Problem(
                  where,
                  "is of " + release.date().get() + ", which this machine's clock has not reached",
                  "set the clock, or wait until then")));
    }
    return new Verdict.Accepted(release, signer, names.isEmpty() ? ", names no suite" : "");
  }

  /** An index may call itself by what a suite such as bookworm/updates is below, as for apt. */
  private static boolean isOneOf(String suite, List<String> names) {
    return names.stream().anyMatch(name -> (suite + "/").startsWith(name + "/"));
  }

  private Verdict inTime(String where, Verdict.Accepted accepted) {
    Optional<Instant> until =
        accepted.release().validUntil().filter(end -> clock.instant().isAfter(end));
    if (until.isEmpty()) {
      return accepted;
    }
    if (notAfter.filter(end -> clock.instant().isBefore(end)).isPresent()) {
      String remark = ", expired at " + until.get() + ", taken as the manifest's notAfter says";
      return new Verdict.Accepted(
          accepted.release(), accepted.signer(), accepted.remark() + remark);
    }
    return new Verdict.Refused(
        new Rejected(
            ExitCode.EXPIRED,
            new Problem(
                where,
                "expired: it was valid until " + until.get(),
                "use a mirror that is up to date, and check this machine's clock; where this is"
                    + " a snapshot, say until when it is to be taken with 'notAfter'")));
  }
}
