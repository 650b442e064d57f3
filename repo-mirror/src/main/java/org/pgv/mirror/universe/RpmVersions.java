package org.pgv.mirror.universe;

import java.util.Optional;
import org.pgv.mirror.resolve.Comparison;
import org.pgv.mirror.resolve.Relation;
import org.pgv.mirror.rpm.RpmVersion;

/** Whether what is offered in some versions is what is asked for in some versions. */
final class RpmVersions {
  private RpmVersions() {}

  /**
   * Whether the two ranges have a version in common. Without a release a version stands for each of
   * its releases (rpm-dependency(7)); where no version is given, every one is meant.
   */
  static boolean overlap(Optional<Relation.Bound> offered, Optional<Relation.Bound> asked) {
    return offered.isEmpty() || asked.isEmpty() || overlap(offered.get(), asked.get());
  }

  private static boolean overlap(Relation.Bound offered, Relation.Bound asked) {
    Comparison own = offered.comparison();
    Comparison other = asked.comparison();
    boolean sameDirection = (below(own) && below(other)) || (above(own) && above(other));
    if (sameDirection) {
      return true;
    }
    int order = RpmVersion.compareWithoutRelease(offered.version(), asked.version());
    boolean offeredRelease = RpmVersion.hasRelease(offered.version());
    boolean askedRelease = RpmVersion.hasRelease(asked.version());
    if (order == 0 && offeredRelease != askedRelease) {
      return offeredRelease ? equal(other) : equal(own);
    }
    if (order == 0) {
      order = RpmVersion.compare(offered.version(), asked.version());
    }
    if (order == 0) {
      return equal(own) && equal(other);
    }
    return order < 0 ? below(other) || above(own) : above(other) || below(own);
  }

  private static boolean below(Comparison comparison) {
    return comparison == Comparison.BEFORE || comparison == Comparison.AT_MOST;
  }

  private static boolean above(Comparison comparison) {
    return comparison == Comparison.AFTER || comparison == Comparison.AT_LEAST;
  }

  private static boolean equal(Comparison comparison) {
    return comparison == Comparison.EXACTLY
        || comparison == Comparison.AT_MOST
        || comparison == Comparison.AT_LEAST;
  }
}
