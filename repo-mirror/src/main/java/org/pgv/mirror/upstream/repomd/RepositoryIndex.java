package org.pgv.mirror.upstream.repomd;

import java.net.URI;
import java.util.List;
import org.pgv.manifests.lock.LockedSuite;
import org.pgv.manifests.manifest.PackageRepository;
import org.pgv.manifests.manifest.Repodata;
import org.pgv.mirror.rpm.RpmIndex;

/**
 * A repository whose metadata is what its repomd.xml vouches for.
 *
 * @param files finds the owners of files that primary metadata leaves out
 * @param mirrors addresses its files can be had from, the best first
 */
public record RepositoryIndex(
    PackageRepository repository,
    LockedSuite locked,
    RpmIndex packages,
    LateFiles files,
    List<URI> mirrors) {
  public RepositoryIndex {
    mirrors = List.copyOf(mirrors);
  }

  /** What the manifest says of it in RPM's terms. */
  public Repodata content() {
    return RepomdJudge.content(repository);
  }
}
