package org.pgv.builder.lock;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.pgv.mirror.rpm.RpmPackage;
import org.pgv.mirror.upstream.repomd.RepositoryIndex;

/** The packages that a manifest leaves out of single repositories. */
final class Excluded {
  private final Map<String, List<Pattern>> patterns = new TreeMap<>();

  Excluded(List<RepositoryIndex> repositories) {
    for (RepositoryIndex one : repositories) {
      patterns.put(
          one.repository().name(),
          one.content().preference().exclude().stream().map(Excluded::glob).toList());
    }
  }

  boolean hides(RpmPackage metadata) {
    return patterns.getOrDefault(metadata.origin(), List.of()).stream()
        .anyMatch(pattern -> pattern.matcher(metadata.name()).matches());
  }

  private static Pattern glob(String text) {
    return Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q"));
  }
}
