package org.pgv.mirror.upstream.repomd;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.lock.LockedSuite;
import org.pgv.manifests.manifest.PackageRepository;
import org.pgv.manifests.manifest.Repodata;
import org.pgv.mirror.rpm.RpmIndex;
import org.pgv.mirror.rpm.repomd.Modules;

/**
 * A repository whose metadata is what its repomd.xml vouches for.
 *
 * @param mirrors addresses its files can be had from, the best first
 */
public record RepositoryIndex(
    PackageRepository repository,
    LockedSuite locked,
    Contents contents,
    OnDemand onDemand,
    List<URI> mirrors) {
  /**
   * What its metadata lists.
   *
   * @param modules empty where it has none
   */
  public record Contents(RpmIndex packages, Optional<Modules> modules) {}

  public RepositoryIndex {
    mirrors = List.copyOf(mirrors);
  }

  /** What the manifest says of it in RPM's terms. */
  public Repodata content() {
    return RepomdJudge.content(repository);
  }
}
