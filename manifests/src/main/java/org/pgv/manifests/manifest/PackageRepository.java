package org.pgv.manifests.manifest;

import java.net.URI;
import java.util.List;

/**
 * A signed package repository.
 *
 * @param mirrors public addresses, tried in this order after all others
 * @param keys with which its indices or its packages are signed
 */
public record PackageRepository(
    String name, RepositoryContent content, List<URI> mirrors, List<PinnedKey> keys) {

  public PackageRepository {
    mirrors = List.copyOf(mirrors);
    keys = List.copyOf(keys);
  }
}
