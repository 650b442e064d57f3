package org.pgv.mirror.upstream.repomd;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.lock.LockedSuite;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.manifest.PackageRepository;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.store.ContentStore;
import org.pgv.manifests.value.Blob;
import org.pgv.manifests.value.Fingerprint;
import org.pgv.mirror.fetch.Download;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.fetch.OtherDigests;
import org.pgv.mirror.rpm.PrimaryReader;
import org.pgv.mirror.rpm.RpmIndex;
import org.pgv.mirror.rpm.repomd.Repomd;
import org.pgv.mirror.rpm.repomd.RepomdEntry;
import org.pgv.mirror.rpm.repomd.RepomdReader;
import org.pgv.mirror.upstream.LockedDocuments;
import org.pgv.mirror.upstream.Mirror;
import org.pgv.mirror.upstream.MirrorChoice;
import org.pgv.mirror.upstream.Rejected;

/**
 * The very metadata that a lock names, by digest, with its signature verified again: a lock proves
 * nothing by itself, since anybody can edit it.
 */
public final class LockedRepositories {
  private final ContentStore store;
  private final Clock clock;

  public LockedRepositories(ContentStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * A locked repository.
   *
   * @param signature empty where the manifest takes the index unsigned
   */
  public record Proven(
      PackageRepository repository,
      LockedSuite suite,
      Blob repomd,
      Optional<Blob> signature,
      Contents contents) {}

  /**
   * What the metadata says.
   *
   * @param modules modules.yaml; empty where there is none
   * @param advisories updateinfo.xml; empty where there is none
   */
  public record Contents(RpmIndex packages, String modules, String advisories) {}

  /** Every repository of a lock; fetches what the store does not have. */
  public List<Proven> open(
      List<LockedSuite> suites,
      ManifestDocument document,
      MirrorChoice mirrors,
      Optional<Fetcher> network)
      throws InterruptedException {
    LockedDocuments documents = new LockedDocuments(store, network);
    List<Proven> proven = new ArrayList<>();
    for (LockedSuite suite : suites) {
      PackageRepository repository = document.repository(suite.repository());
      List<Mirror> addresses = mirrors.of(repository);
      String where = repository.name();
      Optional<Blob> signature = Optional.empty();
      if (suite.signed().signature().isPresent()) {
        signature =
            Optional.of(documents.content(suite.signed().signature().get(), addresses, where));
      }
      Blob repomd =
          documents.content(suite.signed().file(), addresses, where, other -> older(suite, other));
      TrustedRepomd.Documents signed = new TrustedRepomd.Documents(repomd, signature);
      TrustedRepomd root =
          KnownMetadata.locked(trusted(document, repository, signed, addresses), suite.indices());
      mustVouch(suite, root.repomd());
      proven.add(new Proven(repository, suite, repomd, signature, contents(where, root, network)));
    }
    return proven;
  }

  /** What an index says that is not the lock's and that nobody has verified. */
  private static Optional<Instant> older(LockedSuite suite, Blob content) {
    try {
      return Optional.of(RepomdReader.read(content, suite.repository()).date())
          .filter(date -> date.isBefore(suite.date()));
    } catch (Refusal e) {
      return Optional.empty();
    }
  }

  private TrustedRepomd trusted(
      ManifestDocument document,
      PackageRepository repository,
      TrustedRepomd.Documents documents,
      List<Mirror> mirrors)
      throws InterruptedException {
    RepomdJudge judge = new RepomdJudge(document, repository, clock);
    return switch (judge.judge(repository.name(), documents)) {
      case RepomdJudge.Verdict.Accepted(Repomd repomd, Optional<Fingerprint> signer) ->
          new TrustedRepomd(repomd, documents, signer, mirrors);
      case RepomdJudge.Verdict.Refused(Rejected why) ->
          throw new Refusal(why.code(), why.problem());
    };
  }

  private Contents contents(String origin, TrustedRepomd root, Optional<Fetcher> network)
      throws InterruptedException {
    if (network.isPresent()) {
      List<Download> downloads =
          root.lockedEntries().stream()
              .map(entry -> MetadataFiles.download(root.mirrors(), entry))
              .toList();
      network.get().fetch("metadata of " + origin, downloads);
    }
    new KnownMetadata(store, OtherDigests.beside(store.root(), store)).mustBeListed(root, origin);
    MetadataFiles files = new MetadataFiles(store);
    RepomdEntry primary = root.repomd().required("primary");
    return new Contents(
        files.read(primary, origin, plain -> PrimaryReader.read(plain, origin)),
        root.repomd().find("modules").map(entry -> files.text(entry, origin)).orElse(""),
        root.repomd().find("updateinfo").map(entry -> files.text(entry, origin)).orElse(""));
  }

  private static void mustVouch(LockedSuite suite, Repomd repomd) {
    List<LockedFile> vouched = repomd.entries().stream().map(RepomdEntry::file).toList();
    for (LockedFile locked : suite.indices()) {
      if (!vouched.contains(locked)) {
        throw new Refusal(
            ExitCode.NOT_TRUSTED,
            new Problem(
                suite.repository(),
                "its repomd.xml does not vouch for " + locked.path() + " of the lock",
                "the lock was altered: make it anew with 'pgv-bundle lock'"));
      }
    }
  }
}
