package org.pgv.manifests.manifest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Suites of an apt archive.
 *
 * @param archive the last part of the repository's address wherever it is mirrored, such as {@code
 *     debian-security}; lets the build host's own package sources stand in as a mirror
 * @param priority decides between two repositories before the version does, the higher one wins;
 *     where none is given it is apt's: 500, or less for a suite that says so of itself
 * @param notAfter until when a signed index is taken although its own time is over, as that of a
 *     snapshot is
 */
public record AptSuites(
    List<String> suites,
    List<String> components,
    Optional<String> archive,
    Optional<Integer> priority,
    Optional<Instant> notAfter)
    implements RepositoryContent {

  public AptSuites {
    suites = List.copyOf(suites);
    components = List.copyOf(components);
  }

  /** Whether a suite is a folder with one index and no components, as sources.list(5) has it. */
  public static boolean isFlat(String suite) {
    return suite.endsWith("/");
  }

  /** The folder of a suite's signed index below the address; empty, or it ends with a stroke. */
  public static String folder(String suite) {
    return isFlat(suite) ? suite.replaceFirst("^(?:\\./+|/+)+", "") : "dists/" + suite + "/";
  }
}
