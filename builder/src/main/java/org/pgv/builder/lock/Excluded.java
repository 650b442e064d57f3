package org.pgv.builder.lock;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pgv.manifests.value.Glob;
import org.pgv.mirror.rpm.RpmPackage;
import org.pgv.mirror.upstream.repomd.RepositoryIndex;

/** The packages that a manifest leaves out of single repositories. */
final class Excluded {
  private final Map<String, List<Glob>> patterns = new TreeMap<>();

  Excluded(List<RepositoryIndex> repositories) {
    for (RepositoryIndex one : repositories) {
      patterns.put(
          one.repository().name(),
          one.content().preference().exclude().stream().map(Glob::new).toList());
    }
  }

  boolean hides(RpmPackage metadata) {
    return patterns.getOrDefault(metadata.origin(), List.of()).stream()
        .anyMatch(glob -> glob.matches(metadata.name()));
  }
}
