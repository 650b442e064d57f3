package org.pgv.installer.component.pgbackrest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pgv.installer.topology.BundleContents;

/**
 * What the bundle's pgBackRest can do.
 *
 * @param blocks keeps of a changed file only the blocks that changed (2.46)
 * @param prefersStandby copies from the primary where there is no standby (2.54)
 */
record Features(boolean blocks, boolean prefersStandby) {
  private static final Pattern VERSION = Pattern.compile("(?:\\d+:)?2\\.(\\d+)\\D.*");

  /** Of the version that the lock names; a version of another kind than 2.x counts as newer. */
  static Features of(BundleContents bundle) {
    Optional<String> version = bundle.lock().find("pgbackrest").map(entry -> entry.id().version());
    Matcher matcher = VERSION.matcher(version.orElse("") + "-");
    int minor = matcher.matches() ? Integer.parseInt(matcher.group(1)) : Integer.MAX_VALUE;
    return new Features(minor >= 46, minor >= 54);
  }
}
