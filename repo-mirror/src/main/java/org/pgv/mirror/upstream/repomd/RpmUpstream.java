package org.pgv.mirror.upstream.repomd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
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
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.store.ContentStore;
import org.pgv.manifests.value.Blob;
import org.pgv.mirror.fetch.Download;
import org.pgv.mirror.fetch.Fetcher;
import org.pgv.mirror.fetch.OtherDigests;
import org.pgv.mirror.rpm.RpmIndex;
import org.pgv.mirror.rpm.RpmPackage;
import org.pgv.mirror.rpm.repomd.Comps;
import org.pgv.mirror.rpm.repomd.CompsReader;
import org.pgv.mirror.rpm.repomd.Filelists;
import org.pgv.mirror.rpm.repomd.Repomd;
import org.pgv.mirror.rpm.repomd.RepomdEntry;
import org.pgv.mirror.upstream.Heads;
import org.pgv.mirror.upstream.IndexCache;
import org.pgv.mirror.upstream.IndexFloors;
import org.pgv.mirror.upstream.Mirror;
import org.pgv.mirror.upstream.MirrorChoice;
import org.pgv.mirror.upstream.Together;

/** Reads the RPM repositories of a manifest as they are now, or as they were last seen. */
public final class RpmUpstream {
  /** What repomd.xml calls the list of groups, the packed one first, as dnf does. */
  private static final List<String> GROUP_LISTS =
      List.of("group_gz", "group_xz", "group_zst", "group");

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
   * @param floors how old they may be
   */
  public List<RepositoryIndex> read(
      ManifestDocument document,
      MirrorChoice mirrors,
      Optional<Fetcher> network,
      IndexFloors floors)
      throws InterruptedException {
    mirrors.mustFit(document.manifest().repositories());
    Heads heads = new Heads(network, headsFolder, store);
    RepomdMirrors lists =
        new RepomdMirrors(heads, mirrors, new Introductions(network, reporter), reporter);
    Repomds repomds = new Repomds(heads, floors, reporter);
    List<Callable<Chosen>> questions = new ArrayList<>();
    OpenedMetadata metadata = new OpenedMetadata(files, indices);
    KnownMetadata known = new KnownMetadata(store, OtherDigests.beside(headsFolder, store));
    for (PackageRepository repository : document.manifest().repositories()) {
      lastSeen(repository, mirrors, heads)
          .ifPresent(repomd -> metadata.foresee(repomd, repository.name()));
      RepomdJudge judge = new RepomdJudge(document, repository, clock);
      questions.add(
          () -> {
            TrustedRepomd root = repomds.find(repository, lists.of(repository), judge);
            return new Chosen(repository, known.completed(root, network));
          });
    }
    List<Chosen> chosen = Together.all(questions);
    fetch(chosen, network);
    List<RepositoryIndex.Contents> contents =
        Together.all(
            chosen.stream()
                .<Callable<RepositoryIndex.Contents>>map(
                    one -> () -> metadata.of(one.root().repomd(), one.origin()))
                .toList());
    contents.stream()
        .flatMap(one -> one.modules().stream())
        .flatMap(modules -> modules.faults().stream())
        .forEach(fault -> reporter.report(new Event.Warned(fault)));
    List<RpmIndex> askers = contents.stream().map(RepositoryIndex.Contents::packages).toList();
    List<RepositoryIndex> opened = new ArrayList<>();
    String architecture = document.manifest().target().architecture().rpm();
    for (int i = 0; i < chosen.size(); i++) {
      Chosen one = chosen.get(i);
      RpmIndex packages = contents.get(i).packages();
      OnDemand onDemand =
          new OnDemand(
              new LateFiles(paths -> owners(one, packages, paths, network), askers),
              () -> groups(one, architecture, network));
      opened.add(index(one, contents.get(i), onDemand));
    }
    return opened;
  }

  /**
   * A choice of mirrors with those that the repositories' own lists name, all of which know this
   * machine then.
   */
  public MirrorChoice listed(
      ManifestDocument document, MirrorChoice mirrors, Optional<Fetcher> network)
      throws InterruptedException {
    Heads heads = new Heads(network, headsFolder, store);
    Introductions introductions = new Introductions(network, reporter);
    RepomdMirrors lists = new RepomdMirrors(heads, mirrors, introductions, reporter);
    Map<String, List<Mirror>> listed = new TreeMap<>();
    for (PackageRepository repository : document.manifest().repositories()) {
      Repodata content = RepomdJudge.content(repository);
      if (content.metalink().isPresent() || content.mirrorlist().isPresent()) {
        listed.put(repository.name(), lists.of(repository).mirrors());
      } else {
        mirrors.of(repository).forEach(one -> introductions.make(repository, one.address()));
      }
    }
    return mirrors.and(listed);
  }

  private static Optional<Blob> lastSeen(
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
      Chosen chosen, RepositoryIndex.Contents contents, OnDemand onDemand) {
    return new RepositoryIndex(
        chosen.repository(),
        chosen
            .root()
            .locked(chosen.repository().name(), clock.instant().truncatedTo(ChronoUnit.SECONDS)),
        contents,
        onDemand,
        chosen.root().mirrors().stream().map(Mirror::address).toList());
  }

  private Map<String, List<RpmPackage>> owners(
      Chosen chosen, RpmIndex packages, Set<String> paths, Optional<Fetcher> network) {
    RepomdEntry filelists = chosen.root().repomd().required("filelists");
    fetch("file lists", chosen, filelists, network);
    return files.read(
        filelists, chosen.origin(), plain -> Filelists.owners(plain, packages, paths));
  }

  private Comps groups(Chosen chosen, String architecture, Optional<Fetcher> network) {
    List<RepomdEntry> forms =
        GROUP_LISTS.stream().flatMap(type -> chosen.root().repomd().find(type).stream()).toList();
    for (RepomdEntry form : forms) {
      // Some list a form that they do not have.
      if (form.equals(forms.getLast())) {
        fetch("groups of packages", chosen, form, network);
      } else if (!isThere(chosen, form, network)) {
        continue;
      }
      return files.read(
          form, chosen.origin(), plain -> CompsReader.read(plain, architecture, chosen.origin()));
    }
    return Comps.NONE;
  }

  private boolean isThere(Chosen chosen, RepomdEntry form, Optional<Fetcher> network) {
    try {
      List<Download> one = List.of(MetadataFiles.download(chosen.root().mirrors(), form));
      return network.isEmpty()
          ? files.have(List.of(form))
          : network
              .get()
              .fetchWhatIsThere("groups of packages of " + chosen.origin(), one)
              .isEmpty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(ExitCode.INTERRUPTED, new Problem(chosen.origin(), "was interrupted"), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fetch(
      String what, Chosen chosen, RepomdEntry entry, Optional<Fetcher> network) {
    if (network.isEmpty()) {
      return;
    }
    try {
      List<Download> one = List.of(MetadataFiles.download(chosen.root().mirrors(), entry));
      network.get().fetch(what + " of " + chosen.origin(), one);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(ExitCode.INTERRUPTED, new Problem(chosen.origin(), "was interrupted"), e);
    }
  }
}
