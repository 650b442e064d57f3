package org.pgv.mirror.upstream.apt;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.lock.LockedSuite;
import org.pgv.manifests.manifest.AptSuites;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.manifest.PackageRepository;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.store.ContentStore;
import org.pgv.mirror.deb.PackagesIndex;
import org.pgv.mirror.fetch.Download;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.universe.DebRepository;
import org.pgv.mirror.upstream.Heads;
import org.pgv.mirror.upstream.Mirror;
import org.pgv.mirror.upstream.MirrorChoice;
import org.pgv.mirror.upstream.Together;

/** Reads the repositories of a manifest as they are now, or as they were last seen. */
public final class AptUpstream {
  private final ContentStore store;
  private final Path headsFolder;
  private final Clock clock;
  private final Reporter reporter;

  public AptUpstream(ContentStore store, Path headsFolder, Clock clock, Reporter reporter) {
    this.store = store;
    this.headsFolder = headsFolder;
    this.clock = clock;
    this.reporter = reporter;
  }

  /** A suite together with its trusted index and the package indices chosen from it. */
  private record Chosen(PackageRepository repository, SignedIndex index, List<LockedFile> files) {}

  /**
   * Every suite of the manifest, in its order.
   *
   * @param network empty to use only what was fetched before
   */
  public List<SuiteIndex> read(
      ManifestDocument document, MirrorChoice mirrors, Optional<Fetcher> network)
      throws InterruptedException {
    mirrors.mustFit(document.manifest().repositories());
    InReleases inReleases = new InReleases(new Heads(network, headsFolder, store), reporter);
    List<Callable<Chosen>> questions = new ArrayList<>();
    for (PackageRepository repository : document.manifest().repositories()) {
      IndexJudge judge = IndexJudge.of(document, repository, clock);
      for (String suite : suites(repository).suites()) {
        questions.add(
            () ->
                choose(
                    document,
                    repository,
                    inReleases.find(repository, suite, mirrors.of(repository), judge)));
      }
    }
    List<Chosen> chosen = Together.all(questions);
    fetch(chosen, network);
    return Together.all(chosen.stream().<Callable<SuiteIndex>>map(one -> () -> open(one)).toList());
  }

  private Chosen choose(
      ManifestDocument document, PackageRepository repository, SignedIndex index) {
    return new Chosen(
        repository,
        index,
        new PackageIndices(store)
            .choose(repository, index.release(), document.manifest().target()));
  }

  private void fetch(List<Chosen> chosen, Optional<Fetcher> network) throws InterruptedException {
    List<Download> downloads =
        chosen.stream()
            .flatMap(c -> c.files().stream().map(f -> PackageIndices.download(c.index(), f)))
            .toList();
    if (network.isPresent()) {
      network.get().fetch("package indices", downloads);
    }
  }

  private SuiteIndex open(Chosen chosen) {
    PackageIndices indices = new PackageIndices(store);
    SignedIndex index = chosen.index();
    String origin = chosen.repository().name() + " " + index.suite();
    List<PackagesIndex> packages = new ArrayList<>();
    for (LockedFile file : chosen.files()) {
      try {
        packages.add(indices.read(origin, index.release(), file));
      } catch (IOException e) {
        throw new Refusal(
            ExitCode.FAILED,
            new Problem(
                origin,
                file.path() + " cannot be read from the cache: " + e.getMessage(),
                "remove " + store.path(file.sha256()) + " and run the command again"),
            e);
      }
    }
    return new SuiteIndex(
        chosen.repository(),
        new LockedSuite(
            chosen.repository().name(),
            index.suite(),
            index.release().date().orElse(Instant.EPOCH),
            index.locked(),
            chosen.files().stream().map(f -> PackageIndices.locked(index, f)).toList()),
        priority(chosen),
        packages,
        index.mirrors().stream().map(Mirror::address).toList());
  }

  static AptSuites suites(PackageRepository repository) {
    return (AptSuites) repository.content();
  }

  private static int priority(Chosen chosen) {
    return suites(chosen.repository())
        .priority()
        .orElseGet(
            () -> DebRepository.priorityOf(chosen.index().release(), DebRepository.USUAL_PRIORITY));
  }
}
