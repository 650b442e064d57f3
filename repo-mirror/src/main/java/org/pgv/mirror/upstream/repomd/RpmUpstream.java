package org.pgv.mirror.upstream.repomd;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.manifest.PackageRepository;
import org.pgv.manifests.manifest.Repodata;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.store.ContentStore;
import org.pgv.mirror.fetch.Download;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.rpm.RpmIndex;
import org.pgv.mirror.rpm.RpmPackage;
import org.pgv.mirror.rpm.repomd.Filelists;
import org.pgv.mirror.rpm.repomd.Repomd;
import org.pgv.mirror.rpm.repomd.RepomdEntry;
import org.pgv.mirror.upstream.Heads;
import org.pgv.mirror.upstream.IndexCache;
import org.pgv.mirror.upstream.Mirror;
import org.pgv.mirror.upstream.MirrorChoice;
import org.pgv.mirror.upstream.Together;

/** Reads the RPM repositories of a manifest as they are now, or as they were last seen. */
public final class RpmUpstream {
  private final ContentStore store;
  private final MetadataFiles files;
  private final Path headsFolder;
  private final IndexCache indices;
  private final Clock clock;
  private final Reporter reporter;

  public RpmUpstream(ContentStore store, Path headsFolder, Clock clock, Reporter reporter) {
    this.store = store;
    this.files = new MetadataFiles(store);
    this.headsFolder = headsFolder;
    this.indices = IndexCache.beside(headsFolder, clock, reporter);
    this.clock = clock;
    this.reporter = reporter;
  }

  /** A repository and its trusted root of metadata. */
  private record Chosen(PackageRepository repository, TrustedRepomd root) {
    String origin() {
      return repository.name();
    }
  }

  /**
   * Every repository of the manifest, in its order.
   *
   * @param network empty to use only what was fetched before; used later, too, when the owners of
   *     files are asked for
   */
  public List<RepositoryIndex> read(
      ManifestDocument document, MirrorChoice mirrors, Optional<Fetcher> network)
      throws InterruptedException {
    mirrors.mustFit(document.manifest().repositories());
    Heads heads = new Heads(network, headsFolder, store);
    RepomdMirrors lists = new RepomdMirrors(heads, mirrors, reporter);
    Repomds repomds = new Repomds(heads, reporter);
    List<Callable<Chosen>> questions = new ArrayList<>();
    OpenedMetadata metadata = new OpenedMetadata(files, indices);
    for (PackageRepository repository : document.manifest().repositories()) {
      lastSeen(repository, mirrors, heads)
          .ifPresent(repomd -> metadata.foresee(repomd, repository.name()));
      RepomdJudge judge = new RepomdJudge(document, repository, clock);
      questions.add(
          () -> new Chosen(repository, repomds.find(repository, lists.of(repository), judge)));
    }
    List<Chosen> chosen = Together.all(questions);
    fetch(chosen, network);
    List<RepositoryIndex.Contents> contents =
        Together.all(
            chosen.stream()
                .<Callable<RepositoryIndex.Contents>>map(
                    one -> () -> metadata.of(one.root().repomd(), one.origin()))
                .toList());
    List<RpmIndex> askers = contents.stream().map(RepositoryIndex.Contents::packages).toList();
    List<RepositoryIndex> opened = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      opened.add(index(chosen.get(i), contents.get(i), askers, network));
    }
    return opened;
  }

  /** A choice of mirrors with those that the repositories' own lists name. */
  public MirrorChoice listed(
      ManifestDocument document, MirrorChoice mirrors, Optional<Fetcher> network)
      throws InterruptedException {
    RepomdMirrors lists =
        new RepomdMirrors(new Heads(network, headsFolder, store), mirrors, reporter);
    Map<String, List<Mirror>> listed = new TreeMap<>();
    for (PackageRepository repository : document.manifest().repositories()) {
      Repodata content = RepomdJudge.content(repository);
      if (content.metalink().isPresent() || content.mirrorlist().isPresent()) {
        listed.put(repository.name(), lists.of(repository).mirrors());
      }
    }
    return mirrors.and(listed);
  }

  private static Optional<String> lastSeen(
      PackageRepository repository, MirrorChoice mirrors, Heads heads) {
    return mirrors.of(repository).stream()
        .findFirst()
        .flatMap(mirror -> heads.lastSeen(mirror.resolve(Repomd.PATH)));
  }

  private void fetch(List<Chosen> chosen, Optional<Fetcher> network) throws InterruptedException {
    List<Download> downloads =
        chosen.stream()
            .flatMap(
                one ->
                    OpenedMetadata.entries(one.root().repomd())
                        .map(entry -> MetadataFiles.download(one.root().mirrors(), entry)))
            .toList();
    if (network.isPresent()) {
      network.get().fetch("package metadata", downloads);
    }
  }

  private RepositoryIndex index(
      Chosen chosen,
      RepositoryIndex.Contents contents,
      List<RpmIndex> askers,
      Optional<Fetcher> network) {
    return new RepositoryIndex(
        chosen.repository(),
        chosen.root().locked(chosen.repository().name()),
        contents,
        new LateFiles(paths -> owners(chosen, contents.packages(), paths, network), askers),
        chosen.root().mirrors().stream().map(Mirror::address).toList());
  }

  private Map<String, List<RpmPackage>> owners(
      Chosen chosen, RpmIndex packages, Set<String> paths, Optional<Fetcher> network) {
    String origin = chosen.origin();
    RepomdEntry filelists = chosen.root().repomd().required("filelists");
    try {
      if (network.isPresent()) {
        network
            .get()
            .fetch(
                "file lists of " + origin,
                List.of(MetadataFiles.download(chosen.root().mirrors(), filelists)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(ExitCode.INTERRUPTED, new Problem(origin, "was interrupted"), e);
    }
    return files.read(filelists, origin, plain -> Filelists.owners(plain, packages, paths));
  }
}
