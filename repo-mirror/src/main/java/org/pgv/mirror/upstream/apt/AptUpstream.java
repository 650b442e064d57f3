package org.pgv.mirror.upstream.apt;

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
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.store.ContentStore;
import org.pgv.manifests.value.Target;
import org.pgv.mirror.deb.PackagesIndex;
import org.pgv.mirror.fetch.Download;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.universe.DebRepository;
import org.pgv.mirror.upstream.Heads;
import org.pgv.mirror.upstream.IndexCache;
import org.pgv.mirror.upstream.IndexFloors;
import org.pgv.mirror.upstream.Mirror;
import org.pgv.mirror.upstream.MirrorChoice;
import org.pgv.mirror.upstream.Together;

/** Reads the repositories of a manifest as they are now, or as they were last seen. */
public final class AptUpstream {
  private final ContentStore store;
  private final Path headsFolder;
  private final IndexCache cache;
  private final Clock clock;
  private final Reporter reporter;

  public AptUpstream(ContentStore store, Path headsFolder, Clock clock, Reporter reporter) {
    this.store = store;
    this.headsFolder = headsFolder;
    this.cache = IndexCache.beside(headsFolder, clock, reporter);
    this.clock = clock;
    this.reporter = reporter;
  }

  /** A suite together with its trusted index and the package indices chosen from it. */
  private record Chosen(PackageRepository repository, SignedIndex index, List<LockedFile> files) {
    String origin() {
      return AptUpstream.origin(repository, index.suite());
    }
  }

  /**
   * Every suite of the manifest, in its order.
   *
   * @param network empty to use only what was fetched before
   * @param floors how old they may be
   */
  public List<SuiteIndex> read(
      ManifestDocument document,
      MirrorChoice mirrors,
      Optional<Fetcher> network,
      IndexFloors floors)
      throws InterruptedException {
    mirrors.mustFit(document.manifest().repositories());
    Target target = document.manifest().target();
    Heads heads = new Heads(network, headsFolder, store);
    InReleases inReleases = new InReleases(heads, floors, reporter);
    OpenedIndices opened = new OpenedIndices(store, cache);
    List<Callable<Chosen>> questions = new ArrayList<>();
    for (PackageRepository repository : document.manifest().repositories()) {
      IndexJudge judge = IndexJudge.of(document, repository, clock);
      List<Mirror> addresses = mirrors.of(repository);
      for (String suite : suites(repository).suites()) {
        addresses.stream()
            .findFirst()
            .flatMap(mirror -> heads.lastSeen(mirror.resolve(SignedIndex.path(suite))))
            .ifPresent(seen -> opened.foresee(origin(repository, suite), seen, repository, target));
        questions.add(
            () -> choose(repository, inReleases.find(repository, suite, addresses, judge), target));
      }
    }
    List<Chosen> chosen = Together.all(questions);
    fetch(chosen, network);
    return Together.all(
        chosen.stream().<Callable<SuiteIndex>>map(one -> () -> open(one, opened)).toList());
  }

  private static String origin(PackageRepository repository, String suite) {
    return repository.name() + " " + suite;
  }

  private Chosen choose(PackageRepository repository, SignedIndex index, Target target) {
    return new Chosen(
        repository, index, new PackageIndices(store).choose(repository, index.release(), target));
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

  private static SuiteIndex open(Chosen chosen, OpenedIndices opened) throws InterruptedException {
    SignedIndex index = chosen.index();
    List<PackagesIndex> packages = new ArrayList<>();
    for (LockedFile file : chosen.files()) {
      packages.add(opened.of(chosen.origin(), index.release(), file));
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
