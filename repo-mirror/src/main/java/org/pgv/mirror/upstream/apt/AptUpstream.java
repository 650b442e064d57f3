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
import org.pgv.manifests.value.Blob;
import org.pgv.manifests.value.Target;
import org.pgv.mirror.deb.PackagesIndex;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.fetch.OtherDigests;
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

  /** One suite of a repository. */
  private record Suite(PackageRepository repository, String name) {
    String origin() {
      return repository.name() + " " + name;
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
    List<Suite> suites = new ArrayList<>();
    List<IndexFetch.Asking> asking = new ArrayList<>();
    List<Callable<IndexFetch.Listed>> questions = new ArrayList<>();
    for (PackageRepository repository : document.manifest().repositories()) {
      IndexJudge judge = IndexJudge.of(document, repository, clock);
      List<Mirror> addresses = mirrors.of(repository);
      for (String name : suites(repository).suites()) {
        Suite suite = new Suite(repository, name);
        lastSeen(heads, addresses, name)
            .ifPresent(
                release -> opened.foresee(suite.origin(), release, repository, name, target));
        IndexFetch.Asking ask =
            from -> listed(suite, inReleases.find(repository, name, from, judge), target);
        suites.add(suite);
        asking.add(ask);
        questions.add(() -> ask.of(addresses));
      }
    }
    List<IndexFetch.Fetched> fetched =
        new IndexFetch(store, OtherDigests.beside(headsFolder, store), network, reporter)
            .all(Together.all(questions), asking);
    List<Callable<SuiteIndex>> opening = new ArrayList<>();
    for (int i = 0; i < suites.size(); i++) {
      Suite suite = suites.get(i);
      IndexFetch.Fetched one = fetched.get(i);
      opening.add(() -> open(suite, one, opened));
      // Not before its package indices are there: a mirror that is being synchronised has none.
      floors.remember(
          suite.repository(), suite.name(), one.index().release().date().orElse(Instant.EPOCH));
    }
    return Together.all(opening);
  }

  /** What the signed index that was seen last says, in either of the forms there are. */
  private static Optional<String> lastSeen(Heads heads, List<Mirror> mirrors, String suite) {
    return mirrors.stream()
        .findFirst()
        .flatMap(
            mirror ->
                heads
                    .lastSeen(mirror.resolve(SignedIndex.path(suite, "InRelease")))
                    .map(seen -> OpenedIndices.signed(seen.text()))
                    .or(
                        () ->
                            heads
                                .lastSeen(mirror.resolve(SignedIndex.path(suite, "Release")))
                                .map(Blob::text)));
  }

  private IndexFetch.Listed listed(Suite suite, SignedIndex index, Target target) {
    return new IndexFetch.Listed(
        index,
        new PackageIndices(store)
            .choose(suite.repository(), index.release(), suite.name(), target));
  }

  private static SuiteIndex open(Suite suite, IndexFetch.Fetched fetched, OpenedIndices opened)
      throws InterruptedException {
    SignedIndex index = fetched.index();
    List<PackagesIndex> packages = new ArrayList<>();
    for (LockedFile file : fetched.files()) {
      packages.add(opened.of(suite.origin(), index.release(), file));
    }
    return new SuiteIndex(
        suite.repository(),
        new LockedSuite(
            suite.repository().name(),
            index.suite(),
            index.release().date().orElse(Instant.EPOCH),
            index.locked(),
            fetched.files().stream().map(f -> PackageIndices.locked(index, f)).toList()),
        priority(suite.repository(), index),
        packages,
        index.mirrors().stream().map(Mirror::address).toList());
  }

  static AptSuites suites(PackageRepository repository) {
    return (AptSuites) repository.content();
  }

  private static int priority(PackageRepository repository, SignedIndex index) {
    return suites(repository)
        .priority()
        .orElseGet(() -> DebRepository.priorityOf(index.release(), DebRepository.USUAL_PRIORITY));
  }
}
