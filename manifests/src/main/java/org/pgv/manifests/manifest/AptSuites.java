package org.pgv.manifests.manifest;

import java.util.List;
import java.util.Optional;

/**
 * Suites of an apt archive.
 *
 * @param archive the last part of the repository's address wherever it is mirrored, such as {@code
 *     debian-security}; lets the build host's own package sources stand in as a mirror
 * @param priority decides between two repositories before the version does, the higher one wins;
 *     where none is given it is apt's: 500, or less for a suite that says so of itself
 */
public record AptSuites(
    List<String> suites,
    List<String> components,
    Optional<String> archive,
    Optional<Integer> priority)
    implements RepositoryContent {

  public AptSuites {
    suites = List.copyOf(suites);
    components = List.copyOf(components);
  }
}
