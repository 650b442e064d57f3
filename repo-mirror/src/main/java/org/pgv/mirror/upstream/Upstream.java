package org.pgv.mirror.upstream;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.pgv.manifests.lock.LockedSuite;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.manifest.PackageRepository;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.store.ContentStore;
import org.pgv.mirror.deb.IndexFile;
import org.pgv.mirror.deb.PackagesIndex;
import org.pgv.mirror.fetch.Download;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.universe.DebRepository;

/** Reads the repositories of a manifest as they are now, or as they were last seen. */
public final class Upstream {
  private final ContentStore store;
  private final Path headsFolder;
  private final Clock clock;
  private final Reporter reporter;

  public Upstream(ContentStore store, Path headsFolder, Clock clock, Reporter reporter) {
    this.store = store;
    this.headsFolder = headsFolder;
    this.clock = clock;
    this.reporter = reporter;
  }

  /** A suite together with its trusted index and the package indices chosen from it. */
  private record Chosen(PackageRepository repository, SignedIndex index, List<IndexFile> files) {}

  /**
   * Every suite of the manifest, in its order.
   *
   * @param network empty to use only what was fetched before
   */
  public List<SuiteIndex> read(
      ManifestDocument document, MirrorChoice mirrors, Optional<Fetcher> network)
      throws InterruptedException {
    mirrors.mustFit(document.manifest().repositories());
    InReleases inReleases =
        new InReleases(network, new RememberedHeads(headsFolder, store), reporter);
    List<Callable<Chosen>> questions = new ArrayList<>();
    for (PackageRepository repository : document.manifest().repositories()) {
      IndexJudge judge = IndexJudge.of(document, repository, clock);
      for (String suite : repository.content().suites()) {
        questions.add(
            () ->
                choose(
                    document,
                    repository,
                    inReleases.find(repository, suite, mirrors.of(repository), judge)));
      }
    }
    List<Chosen> chosen = together(questions);
    fetch(chosen, network);
    return together(chosen.stream().<Callable<SuiteIndex>>map(one -> () -> open(one)).toList());
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
    for (IndexFile file : chosen.files()) {
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

  private static int priority(Chosen chosen) {
    return chosen
        .repository()
        .content()
        .priority()
        .orElseGet(
            () -> DebRepository.priorityOf(chosen.index().release(), DebRepository.USUAL_PRIORITY));
  }

  /** Does all at the same time, and fails with the first failure in their order. */
  private static <T> List<T> together(List<Callable<T>> work) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> one : threads.invokeAll(work)) {
        try {
          results.add(one.get());
        } catch (ExecutionException e) {
          if (e.getCause() instanceof Refusal refusal) {
            throw refusal;
          }
          throw new IllegalStateException(e.getCause());
        }
      }
      return results;
    }
  }
}
