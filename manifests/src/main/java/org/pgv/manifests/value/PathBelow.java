package org.pgv.manifests.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Paths that metadata gives of files below a repository's address. */
public final class PathBelow {
  private PathBelow() {}

  /**
   * A path without what says nothing: a stroke in front, {@code ./}, a folder that is left again.
   * Empty segments stay, since a server may tell them apart. Empty for a path that leads outside.
   */
  public static Optional<String> of(String text) {
    if (text.isEmpty() || text.contains("://")) {
      return Optional.empty();
    }
    List<String> segments = new ArrayList<>();
    for (String segment : text.replaceFirst("^/+", "").split("/", -1)) {
      if (segment.equals("..") && (segments.isEmpty() || segments.removeLast().isEmpty())) {
        return Optional.empty();
      }
      if (!segment.equals("..") && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    return Optional.of(String.join("/", segments)).filter(path -> !path.isEmpty());
  }
}
