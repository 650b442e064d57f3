package org.pgv.mirror.upstream.repomd;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.pgv.mirror.rpm.RpmIndex;
import org.pgv.mirror.rpm.RpmPackage;

/**
 * The owners of files that primary metadata leaves out. Few requirements need them, and the list of
 * all files is the largest of all: it is fetched and read when the first one asks.
 */
public final class LateFiles {
  private final Reading reading;
  private final List<RpmIndex> askers;
  private Set<String> known = Set.of();
  private Map<String, List<RpmPackage>> owners = Map.of();

  /** Reads the owners of some files. */
  interface Reading {
    Map<String, List<RpmPackage>> of(Set<String> paths);
  }

  /**
   * @param askers indices whose requirements may name files of this repository
   */
  LateFiles(Reading reading, List<RpmIndex> askers) {
    this.reading = reading;
    this.askers = askers;
  }

  /** The packages that contain a file. */
  public synchronized List<RpmPackage> owning(String path) {
    if (!known.contains(path)) {
      Set<String> asked = new TreeSet<>(known);
      askers.forEach(index -> asked.addAll(index.requiredFiles()));
      asked.add(path);
      owners = reading.of(asked);
      known = asked;
    }
    return owners.getOrDefault(path, List.of());
  }
}
