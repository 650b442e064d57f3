package org.pgv.mirror.upstream;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
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
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.deb.IndexFile;
import org.pgv.mirror.deb.PackagesIndex;
import org.pgv.mirror.deb.ReleaseFile;
import org.pgv.mirror.fetch.Document;
import org.pgv.mirror.fetch.Download;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.fetch.Validators;

/**
 * The very indices that a lock names, by digest, with their signatures verified again: a lock
 * proves nothing by itself, since anybody can edit it.
 */
public final class LockedUpstream {
  private static final String MOVED_ON = "the repository has moved on: run 'pgv-bundle lock' again";

  private final ContentStore store;
  private final Clock clock;

  public LockedUpstream(ContentStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** A locked suite, its signed index as text and its package indices. */
  public record Proven(LockedSuite suite, String inRelease, List<PackagesIndex> packages) {
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
    List<Proven> proven = new ArrayList<>();
    for (LockedSuite suite : suites) {
      PackageRepository repository = repository(document, suite);
      List<Mirror> addresses = mirrors.of(repository);
      String text = inRelease(suite, addresses, network);
      IndexJudge judge = IndexJudge.of(document, repository, clock);
      switch (judge.judgeSignature(where(suite), suite.suite(), text)) {
        case IndexJudge.Verdict.Rejected(ExitCode code, Problem problem) ->
            throw new Refusal(code, problem);
        case IndexJudge.Verdict.Accepted accepted -> {
          SignedIndex index =
              new SignedIndex(
                  suite.suite(), text, accepted.release(), accepted.signer(), addresses);
          proven.add(new Proven(suite, text, packages(suite, index, network)));
        }
      }
    }
    return proven;
  }

  private String inRelease(LockedSuite suite, List<Mirror> mirrors, Optional<Fetcher> network)
      throws InterruptedException {
    LockedFile file = suite.signed().file();
    if (network.isPresent() && !has(file)) {
      for (Mirror mirror : mirrors) {
        URI address = mirror.resolve(file.path());
        if (network.get().document(address, Validators.NONE)
                instanceof Document.Fresh(String text, Validators _)
            && Sha256.of(text).equals(file.sha256())) {
          return keep(text);
        }
      }
    }
    try {
      String text = Files.readString(store.path(file.sha256()), StandardCharsets.UTF_8);
      if (Sha256.of(text).equals(file.sha256())) {
        return text;
      }
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.FAILED,
          new Problem(where(suite), "the signed index that the lock names is gone", MOVED_ON),
          e);
    }
    throw new Refusal(
        ExitCode.NOT_TRUSTED,
        new Problem(
            store.path(file.sha256()).toString(), "was altered on this disk", "remove this file"));
  }

  private String keep(String text) {
    try {
      store.put(text.getBytes(StandardCharsets.UTF_8));
      return text;
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.FAILED, new Problem(store.root().toString(), "cannot be written: " + e), e);
    }
  }

  private boolean has(LockedFile file) {
    try {
      return store.has(file.sha256(), file.size());
    } catch (IOException e) {
      return false;
    }
  }

  private List<PackagesIndex> packages(
      LockedSuite suite, SignedIndex index, Optional<Fetcher> network) throws InterruptedException {
    List<IndexFile> files = new ArrayList<>();
    for (LockedFile locked : suite.indices()) {
      files.add(vouchedFor(suite, index.release(), locked));
    }
    if (network.isPresent()) {
      List<Download> downloads =
          files.stream().map(file -> PackageIndices.download(index, file)).toList();
      network.get().fetch("package indices of " + suite.suite(), downloads);
    }
    List<PackagesIndex> packages = new ArrayList<>();
    for (IndexFile file : files) {
      try {
        packages.add(new PackageIndices(store).read(where(suite), index.release(), file));
      } catch (IOException e) {
        throw new Refusal(
            ExitCode.FAILED,
            new Problem(where(suite), file.path() + " cannot be read: " + e.getMessage(), MOVED_ON),
            e);
      }
    }
    return packages;
  }

  private static IndexFile vouchedFor(LockedSuite suite, ReleaseFile release, LockedFile locked) {
    String inSuite = locked.path().substring(("dists/" + suite.suite() + "/").length());
    return release
        .file(inSuite)
        .filter(f -> f.sha256().equals(locked.sha256()) && f.size() == locked.size())
        .orElseThrow(
            () ->
                new Refusal(
                    ExitCode.NOT_TRUSTED,
                    new Problem(
                        where(suite),
                        "the signed index does not vouch for " + locked.path() + " of the lock",
                        "the lock was altered: make it anew with 'pgv-bundle lock'")));
  }

  private static PackageRepository repository(ManifestDocument document, LockedSuite suite) {
    return document.manifest().repositories().stream()
        .filter(repository -> repository.name().equals(suite.repository()))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    ExitCode.USAGE,
                    new Problem(document.place(), "has no repository " + suite.repository())));
  }

  private static String where(LockedSuite suite) {
    return suite.repository() + " " + suite.suite();
  }
}
