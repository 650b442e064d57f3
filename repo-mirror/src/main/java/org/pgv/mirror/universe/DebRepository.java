package org.pgv.mirror.universe;

import org.pgv.mirror.deb.PackagesIndex;
import org.pgv.mirror.deb.ReleaseFile;

/**
 * A verified index and how much its packages are preferred.
 *
 * @param priority as apt counts: 500 usually, the higher one wins before versions are compared
 */
public record DebRepository(PackagesIndex index, int priority) {
  /** What a repository has where nothing else is said. */
  public static final int USUAL_PRIORITY = 500;

  /** The priority a suite asks for by itself, as backports do (apt_preferences(5)). */
  public static int priorityOf(ReleaseFile release, int usual) {
    if (!release.notAutomatic()) {
      return usual;
    }
    return release.butAutomaticUpgrades() ? 100 : 1;
  }
}
