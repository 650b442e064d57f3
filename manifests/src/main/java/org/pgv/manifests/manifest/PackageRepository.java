package org.pgv.manifests.manifest;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A signed package repository.
 *
 * @param archive the last part of the repository's address wherever it is mirrored, such as {@code
 *     debian-security}; lets the build host's own package sources stand in as a mirror
 * @param mirrors public addresses, tried in this order after all others
 */
public record PackageRepository(
    String name,
    Content content,
    Optional<String> archive,
    List<URI> mirrors,
    List<PinnedKey> keys) {

  /**
   * What is taken from the repository.
   *
   * @param priority decides between two repositories before the version does, the higher one wins;
   *     where none is given it is apt's: 500, or less for a suite that says so of itself
   */
  public record Content(List<String> suites, List<String> components, Optional<Integer> priority) {
    public Content {
      suites = List.copyOf(suites);
      components = List.copyOf(components);
    }
  }

  public PackageRepository {
    mirrors = List.copyOf(mirrors);
    keys = List.copyOf(keys);
  }
}
