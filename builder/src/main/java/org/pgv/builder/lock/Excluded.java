package org.pgv.builder.lock;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pgv.manifests.manifest.Repodata;
import org.pgv.manifests.value.Glob;
import org.pgv.mirror.rpm.RpmPackage;
import org.pgv.mirror.rpm.RpmVersion;
import org.pgv.mirror.upstream.repomd.RepositoryIndex;

/** The packages that a manifest leaves out of single repositories. */
final class Excluded {
  private final Map<String, Patterns> repositories = new TreeMap<>();

  /** What is left out, and what alone is left in; empty for all. */
  private record Patterns(List<Glob> out, List<Glob> in) {}

  Excluded(List<RepositoryIndex> indices) {
    for (RepositoryIndex one : indices) {
      Repodata.Preference preference = one.content().preference();
      if (!preference.exclude().isEmpty() || !preference.include().isEmpty()) {
        Patterns patterns = new Patterns(globs(preference.exclude()), globs(preference.include()));
        repositories.put(one.repository().name(), patterns);
      }
    }
  }

  private static List<Glob> globs(List<String> patterns) {
    return patterns.stream().map(Glob::new).toList();
  }

  boolean hides(RpmPackage metadata) {
    Patterns patterns = repositories.get(metadata.origin());
    if (patterns == null) {
      return false;
    }
    List<String> forms = forms(metadata);
    return any(patterns.out(), forms) || (!patterns.in().isEmpty() && !any(patterns.in(), forms));
  }

  private static boolean any(List<Glob> globs, List<String> forms) {
    return globs.stream().anyMatch(glob -> forms.stream().anyMatch(glob::matches));
  }

  /** How dnf lets a package be called: by its name, and what may follow it. */
  private static List<String> forms(RpmPackage metadata) {
    String name = metadata.name();
    String evr = metadata.evr();
    String versionRelease = evr.substring(evr.indexOf(':') + 1);
    return List.of(
        name,
        name + "." + metadata.arch(),
        name + "-" + new RpmVersion(versionRelease).version(),
        name + "-" + versionRelease,
        name + "-" + versionRelease + "." + metadata.arch(),
        name + "-" + evr,
        name + "-" + evr + "." + metadata.arch());
  }
}
