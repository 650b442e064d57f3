package org.pgv.builder.lock;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.konflux.RpmsLock;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.manifest.Manifest;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.store.ContentStore;
import org.pgv.mirror.fetch.OtherDigests;
import org.pgv.mirror.upstream.IndexFloors;
import org.pgv.mirror.upstream.apt.AptUpstream;
import org.pgv.mirror.upstream.apt.LockedSuites;
import org.pgv.mirror.upstream.repomd.LockedRepositories;
import org.pgv.mirror.upstream.repomd.RepositoryIndex;
import org.pgv.mirror.upstream.repomd.RpmUpstream;

/**
 * Reads repositories in the way of the target's packaging family.
 *
 * @param heads where it is noted which signed indices were seen
 */
public record Repositories(ContentStore store, Path heads, Clock clock, Reporter reporter) {

  /**
   * What the repositories offer now, or offered when they were seen last.
   *
   * @param pinned packages of which no other build is to be seen
   * @param floors how old their indices may be
   */
  public Offers offers(Sources from, Optional<RpmsLock> pinned, IndexFloors floors)
      throws InterruptedException {
    Offers offers = read(from, pinned, floors);
    offers.reportExcluded(reporter);
    return offers;
  }

  private Offers read(Sources from, Optional<RpmsLock> pinned, IndexFloors floors)
      throws InterruptedException {
    return switch (from.document().manifest().target().family()) {
      case DEB ->
          new DebOffers(
              new AptUpstream(store, heads, clock, reporter)
                  .read(from.document(), from.mirrors(), from.network(), floors),
              from.document().manifest(),
              files(from));
      case RPM -> {
        List<RepositoryIndex> indices =
            new RpmUpstream(store, heads, clock, reporter)
                .read(from.document(), from.mirrors(), from.network(), floors);
        yield offers(indices, from, pinned);
      }
    };
  }

  private PackageFiles files(Sources from) {
    return new PackageFiles(OtherDigests.beside(heads, store), from);
  }

  private RpmOffers offers(List<RepositoryIndex> indices, Sources from, Optional<RpmsLock> pinned) {
    ManifestDocument document = from.document();
    Manifest manifest = document.manifest();
    PinnedBuilds builds =
        pinned
            .map(lock -> PinnedBuilds.find(lock, indices, manifest.target()))
            .orElse(PinnedBuilds.NONE);
    RpmOffers offers =
        new RpmOffers(
            indices,
            manifest,
            new RpmOffers.Asked(builds, AskedGroups.of(document, indices), files(from)));
    offers.reportGroups(reporter);
    return offers;
  }

  /** The sources with the mirrors that repositories' own lists name, for what a lock names. */
  public Sources listed(Sources from) throws InterruptedException {
    return switch (from.document().manifest().target().family()) {
      case DEB -> from;
      case RPM ->
          new Sources(
              from.document(),
              new RpmUpstream(store, heads, clock, reporter)
                  .listed(from.document(), from.mirrors(), from.network()),
              from.network());
    };
  }

  /** The packages of a lock, each with what a signed index says of it. */
  public ProvenSet proven(Lock lock, Sources from) throws InterruptedException {
    return switch (lock.target().family()) {
      case DEB ->
          ProvenDebs.of(
              lock,
              new LockedSuites(store, clock)
                  .open(lock.suites(), from.document(), from.mirrors(), from.network()));
      case RPM ->
          ProvenRpms.of(
              lock,
              new LockedRepositories(store, clock)
                  .open(lock.suites(), from.document(), from.mirrors(), from.network()));
    };
  }
}
