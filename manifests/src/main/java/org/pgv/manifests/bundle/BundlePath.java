package org.pgv.manifests.bundle;

import java.util.regex.Pattern;

/**
 * The path of a file inside a bundle: relative, plain and printable ASCII, so that every tool and
 * file system reads it alike and it cannot lead outside.
 */
public record BundlePath(String text) implements Comparable<BundlePath> {
  /** No control characters, and no backslash, which {@code sha256sum} would escape. */
  private static final Pattern PRINTABLE = Pattern.compile("[ -\\[\\]-~]+");

  public BundlePath {
    if (!PRINTABLE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a path must be printable ASCII without backslashes: '" + printable(text) + "'");
    }
    for (String segment : text.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw new IllegalArgumentException("a path must stay below the bundle: '" + text + "'");
      }
    }
  }

  @Override
  public int compareTo(BundlePath other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }

  private static String printable(String text) {
    return text.replaceAll("[^ -~]", "?");
  }
}
