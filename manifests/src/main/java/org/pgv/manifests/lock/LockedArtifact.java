package org.pgv.manifests.lock;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file of the bundle that is no package.
 *
 * @param file its name in the bundle's {@code files/}, its size and digest
 */
public record LockedArtifact(
    LockedFile file, boolean executable, Origin origin, String licence, Need need)
    implements Comparable<LockedArtifact> {

  /** How an artifact comes to be. */
  public enum Kind {
    /** Built from a Go module by a pinned toolchain. */
    GO,
    /** Fetched as it is. */
    URL,
    /** Made from a commit. */
    GIT,
    /** The source that another artifact was built from. */
    SOURCE;

    /** As it is written in a lock. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a word of a lock. */
    public static Kind parse(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * Where an artifact is from.
   *
   * @param from a module or an address
   * @param pins what it was checked against, such as {@code sum} of a module, by name
   */
  public record Origin(Kind kind, String version, String from, SortedMap<String, String> pins) {
    public Origin {
      pins = Collections.unmodifiableSortedMap(new TreeMap<>(pins));
    }
  }

  /** Which roles need it, and why it is there. */
  public record Need(List<String> roles, String why) {
    public Need {
      roles = roles.stream().sorted().toList();
    }
  }

  public String name() {
    return file.path();
  }

  @Override
  public int compareTo(LockedArtifact other) {
    return file.compareTo(other.file);
  }
}
