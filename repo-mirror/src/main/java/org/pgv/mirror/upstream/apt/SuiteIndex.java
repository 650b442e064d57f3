package org.pgv.mirror.upstream.apt;

import java.net.URI;
import java.util.List;
import org.pgv.manifests.lock.LockedSuite;
import org.pgv.manifests.manifest.PackageRepository;
import org.pgv.mirror.deb.PackagesIndex;

/**
 * A suite whose signature was verified and whose package indices are those it vouches for.
 *
 * @param priority how much its packages are preferred, as apt counts
 * @param mirrors addresses its files can be had from, the best first
 */
public record SuiteIndex(
    PackageRepository repository,
    LockedSuite locked,
    int priority,
    List<PackagesIndex> packages,
    List<URI> mirrors) {
  public SuiteIndex {
    packages = List.copyOf(packages);
    mirrors = List.copyOf(mirrors);
  }
}
