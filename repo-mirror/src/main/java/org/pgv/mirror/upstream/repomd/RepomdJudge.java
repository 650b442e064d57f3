package org.pgv.mirror.upstream.repomd;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.manifest.PackageRepository;
import org.pgv.manifests.manifest.Repodata;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.value.Fingerprint;
import org.pgv.mirror.rpm.repomd.Repomd;
import org.pgv.mirror.rpm.repomd.RepomdReader;
import org.pgv.mirror.upstream.Begun;
import org.pgv.mirror.upstream.PinnedKeys;
import org.pgv.mirror.upstream.Rejected;
import org.pgv.pki.openpgp.Distrust;
import org.pgv.pki.openpgp.SignatureVerifier;
import org.pgv.pki.openpgp.Signer;
import org.pgv.pki.openpgp.Verification;

/** Decides whether a repomd.xml can be used for a repository. */
final class RepomdJudge {
  private final PackageRepository repository;
  private final Optional<Begun<SignatureVerifier>> verifier;

  /** What came of looking at a repomd.xml. */
  sealed interface Verdict {
    record Accepted(Repomd repomd, Optional<Fingerprint> signer) implements Verdict {}

    record Refused(Rejected why) implements Verdict {}
  }

  /** Keys are read while mirrors are asked for what they have signed. */
  RepomdJudge(ManifestDocument document, PackageRepository repository, Clock clock) {
    this.repository = repository;
    this.verifier =
        wantsSignature()
            ? Optional.of(
                Begun.begin(
                    () -> new SignatureVerifier(PinnedKeys.of(document, repository), clock)))
            : Optional.empty();
  }

  static Repodata content(PackageRepository repository) {
    return (Repodata) repository.content();
  }

  /** Whether the index itself must be signed; the manifest may say why it is not. */
  boolean wantsSignature() {
    return content(repository).unsigned().metadata().isEmpty();
  }

  /** Judges an index by its signature, and only then reads what it says. */
  Verdict judge(String where, TrustedRepomd.Documents documents) throws InterruptedException {
    if (verifier.isEmpty()) {
      return new Verdict.Accepted(read(documents), Optional.empty());
    }
    if (documents.signature().isEmpty()) {
      return unsigned(where, "there is none");
    }
    SignatureVerifier keys = verifier.get().result();
    return switch (keys.detached(documents.repomd().bytes(), documents.signature().get().bytes())) {
      case Verification.NotTrusted<byte[]>(Distrust reason) ->
          new Verdict.Refused(new Rejected(ExitCode.NOT_TRUSTED, reason.problem(where)));
      case Verification.Trusted<byte[]>(byte[] _, List<Signer> signers) ->
          new Verdict.Accepted(read(documents), Optional.of(signers.getFirst().pinned()));
    };
  }

  /** The verdict on an index whose signature cannot be had. */
  static Verdict unsigned(String where, String why) {
    return new Verdict.Refused(
        new Rejected(
            ExitCode.NOT_TRUSTED,
            new Problem(
                where,
                "has no signature beside it: " + why,
                "where its packages are signed instead, say so under 'unsignedMetadata'")));
  }

  private Repomd read(TrustedRepomd.Documents documents) {
    return RepomdReader.read(documents.repomd(), repository.name());
  }
}
