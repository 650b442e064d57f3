package org.pgv.mirror.upstream.apt;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.lock.ListedFile;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.lock.LockedSuite;
import org.pgv.manifests.manifest.AptSuites;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.manifest.PackageRepository;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.store.ContentStore;
import org.pgv.manifests.value.Blob;
import org.pgv.manifests.value.StrongDigest;
import org.pgv.mirror.deb.PackagesIndex;
import org.pgv.mirror.deb.ReleaseFile;
import org.pgv.mirror.fetch.Download;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.fetch.OtherDigests;
import org.pgv.mirror.upstream.LockedDocuments;
import org.pgv.mirror.upstream.Mirror;
import org.pgv.mirror.upstream.MirrorChoice;
import org.pgv.mirror.upstream.Rejected;

/**
 * The very indices that a lock names, by digest, with their signatures verified again: a lock
 * proves nothing by itself, since anybody can edit it.
 */
public final class LockedSuites {
  private final ContentStore store;
  private final Clock clock;

  public LockedSuites(ContentStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * A locked suite, its signed index as it came and its package indices.
   *
   * @param signature the one beside the index; empty where the index holds its own
   * @param validUntil the time at which the index itself says that it is over
   */
  public record Proven(
      LockedSuite suite,
      Blob index,
      Optional<Blob> signature,
      Optional<Instant> validUntil,
      List<PackagesIndex> packages) {
    public Proven {
      packages = List.copyOf(packages);
    }
  }

  /** Every suite of a lock; fetches what the store does not have. */
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
      Blob signed =
          documents.content(
              suite.signed().file(), addresses, where(suite), other -> older(suite, other.text()));
      Optional<Blob> signature = Optional.empty();
      if (suite.signed().signature().isPresent()) {
        LockedFile file = suite.signed().signature().get();
        signature = Optional.of(documents.content(file, addresses, where(suite)));
      }
      SignedIndex.Documents parts = new SignedIndex.Documents(signed, signature);
      IndexJudge judge = IndexJudge.of(document, repository, clock);
      switch (judge.judgeSignature(where(suite), suite.suite(), parts)) {
        case IndexJudge.Verdict.Refused(Rejected why) ->
            throw new Refusal(why.code(), why.problem());
        case IndexJudge.Verdict.Accepted accepted -> {
          SignedIndex index =
              new SignedIndex(
                  suite.suite(), parts, accepted.release(), accepted.signer(), addresses);
          proven.add(
              new Proven(
                  suite,
                  signed,
                  signature,
                  accepted.release().validUntil(),
                  packages(suite, index, network)));
        }
      }
    }
    return proven;
  }

  /** What an index says that is not the lock's and that nobody has verified. */
  private static Optional<Instant> older(LockedSuite suite, String text) {
    return text.lines()
        .filter(line -> line.startsWith("Date:"))
        .findFirst()
        .flatMap(line -> date(line, where(suite)))
        .filter(date -> date.isBefore(suite.date()));
  }

  private static Optional<Instant> date(String line, String where) {
    try {
      return ReleaseFile.parse(line + "\n", where).date();
    } catch (Refusal e) {
      return Optional.empty();
    }
  }

  private List<PackagesIndex> packages(
      LockedSuite suite, SignedIndex index, Optional<Fetcher> network) throws InterruptedException {
    List<LockedFile> files = new ArrayList<>();
    for (LockedFile locked : suite.indices()) {
      files.add(vouchedFor(suite, index.release(), locked));
    }
    if (network.isPresent()) {
      List<Download> downloads =
          files.stream().map(file -> PackageIndices.download(index, file)).toList();
      network.get().fetch("package indices of " + suite.suite(), downloads);
    }
    for (LockedFile file : files) {
      mustHaveListedDigest(suite, index.release(), file);
    }
    List<PackagesIndex> packages = new ArrayList<>();
    for (LockedFile file : files) {
      try {
        packages.add(new PackageIndices(store).read(where(suite), index.release(), file));
      } catch (IOException e) {
        throw new Refusal(
            ExitCode.FAILED,
            new Problem(
                where(suite),
                file.path() + " cannot be read: " + e.getMessage(),
                LockedDocuments.MOVED_ON),
            e);
      }
    }
    return packages;
  }

  private static LockedFile vouchedFor(LockedSuite suite, ReleaseFile release, LockedFile locked) {
    String folder = AptSuites.folder(suite.suite());
    if (locked.path().startsWith(folder)) {
      String inSuite = locked.path().substring(folder.length());
      Optional<ListedFile> listed = release.listed(inSuite);
      boolean same =
          listed.isPresent()
              && listed.get().size().getAsLong() == locked.size()
              && listed.get().digest().sha256().orElse(locked.sha256()).equals(locked.sha256());
      if (same) {
        return new LockedFile(inSuite, locked.size(), locked.sha256());
      }
    }
    throw notVouchedFor(suite, locked);
  }

  /** What is listed by another digest than the lock's must have that one, too. */
  private void mustHaveListedDigest(LockedSuite suite, ReleaseFile release, LockedFile file) {
    StrongDigest listed = release.listed(file.path()).orElseThrow().digest();
    try {
      if (listed.sha256().isEmpty() && !OtherDigests.matches(store, file.sha256(), listed)) {
        throw notVouchedFor(suite, file);
      }
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.FAILED,
          new Problem(
              where(suite),
              file.path() + " cannot be read: " + e.getMessage(),
              LockedDocuments.MOVED_ON),
          e);
    }
  }

  private static Refusal notVouchedFor(LockedSuite suite, LockedFile locked) {
    return new Refusal(
        ExitCode.NOT_TRUSTED,
        new Problem(
            where(suite),
            "the signed index does not vouch for " + locked.path() + " of the lock",
            "the lock was altered: make it anew with 'pgv-bundle lock'"));
  }

  private static String where(LockedSuite suite) {
    return suite.repository() + " " + suite.suite();
  }
}
