package org.pgv.builder.lock;

import java.util.Optional;
import org.pgv.manifests.problem.Problem;
import org.pgv.mirror.resolve.Candidate;
import org.pgv.mirror.resolve.RpmFamily;
import org.pgv.mirror.rpm.RpmPackage;
import org.pgv.mirror.universe.RpmCandidate;

/**
 * Packages of one name, version and architecture with different content. Which of them a host would
 * get is chance, unless a manifest prefers the repository of one.
 */
final class DoubleBuilds {
  private DoubleBuilds() {}

  /** What is wrong with a package that is chosen; empty where nothing is. */
  static Optional<Problem> of(Candidate chosen, RpmFamily universe) {
    RpmPackage metadata = ((RpmCandidate) chosen).metadata();
    return universe.named(chosen.name()).stream()
        .filter(other -> equallyLiked(chosen, other, universe))
        .map(other -> ((RpmCandidate) other).metadata())
        .filter(other -> other.nevra().equals(metadata.nevra()))
        .filter(other -> !other.checksum().equals(metadata.checksum()))
        .findFirst()
        .map(other -> problem(metadata, other));
  }

  private static boolean equallyLiked(Candidate one, Candidate other, RpmFamily universe) {
    return one.repository().equals(other.repository())
        || (one.priority() == other.priority() && universe.liking(one) == universe.liking(other));
  }

  private static Problem problem(RpmPackage one, RpmPackage other) {
    boolean inOne = one.origin().equals(other.origin());
    return new Problem(
        one.toString(),
        inOne
            ? "is in " + one.origin() + " twice, with different content"
            : "is in " + one.origin() + " and in " + other.origin() + " with different content",
        inOne
            ? "ask who publishes it, or leave the name out with 'exclude'"
            : "prefer one of them by 'priority' or 'cost', or 'exclude' the name from the other");
  }
}
