package org.pgv.mirror.universe;

import java.util.List;
import org.pgv.mirror.rpm.RpmIndex;
import org.pgv.mirror.rpm.RpmPackage;

/**
 * A verified index, the files that it leaves out, and how much its packages are preferred.
 *
 * @param priority as dnf counts: the lower one wins before versions are compared (dnf.conf(5))
 * @param cost as dnf counts: of two alike packages the one from the cheaper repository is taken
 */
public record RpmRepository(RpmIndex index, FileOwners files, int priority, int cost) {
  /** What a repository has where nothing else is said. */
  public static final int USUAL_PRIORITY = 99;

  public static final int USUAL_COST = 1000;

  /**
   * A repository of usual priority and cost, whose primary metadata lists all files that matter.
   */
  public RpmRepository(RpmIndex index) {
    this(index, _ -> List.of(), USUAL_PRIORITY, USUAL_COST);
  }

  /** Knows the packages that contain a file, when asked for one that primary does not list. */
  public interface FileOwners {
    List<RpmPackage> owning(String path);
  }
}
