package org.pgv.builder.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;
import org.pgv.mirror.rpm.RpmPackage;
import org.pgv.mirror.upstream.repomd.RepositoryIndex;

/** The packages that a manifest leaves out of single repositories, or of all of them. */
final class Excluded {
  private final List<RpmPackage> all = new ArrayList<>();
  private final Map<String, Patterns> repositories = new TreeMap<>();
  private final List<Predicate<RpmPackage>> everywhere = new ArrayList<>();
  private final List<Problem> idle = new ArrayList<>();

  /** What is left out, and what alone is left in; empty for all. */
  private record Patterns(
      List<Predicate<RpmPackage>> out, Optional<List<Predicate<RpmPackage>>> in) {}

  /**
   * @param general what is left out wherever it is
   */
  Excluded(List<RepositoryIndex> indices, List<String> general) {
    boolean any = !general.isEmpty() || indices.stream().anyMatch(one -> !wishes(one).isEmpty());
    if (!any) {
      return;
    }
    indices.forEach(one -> all.addAll(one.contents().packages().packages()));
    for (RepositoryIndex one : indices) {
      String name = one.repository().name();
      List<String> include = one.content().preference().include();
      Patterns patterns =
          new Patterns(
              meant(name + ": exclude", one.content().preference().exclude()),
              include.isEmpty()
                  ? Optional.empty()
                  : Optional.of(meant(name + ": include", include)));
      repositories.put(name, patterns);
    }
    everywhere.addAll(meant("exclude", general));
    all.clear();
  }

  private static List<String> wishes(RepositoryIndex index) {
    List<String> wishes = new ArrayList<>(index.content().preference().exclude());
    wishes.addAll(index.content().preference().include());
    return wishes;
  }

  private List<Predicate<RpmPackage>> meant(String where, List<String> patterns) {
    List<Predicate<RpmPackage>> meant = new ArrayList<>();
    for (String pattern : patterns) {
      Optional<Predicate<RpmPackage>> one = SubjectPattern.of(pattern, all);
      one.ifPresentOrElse(meant::add, () -> idle.add(nothing(where, pattern)));
    }
    return meant;
  }

  /** What is said of a pattern that means nothing. */
  static Problem nothing(String where, String pattern) {
    return new Problem(
        where,
        "'" + pattern + "' matches no package of any repository",
        "take it out, or look for a slip of the pen");
  }

  /** Says which patterns mean nothing. */
  void report(Reporter reporter) {
    idle.forEach(one -> reporter.report(new Event.Warned(one)));
  }

  boolean hides(RpmPackage metadata) {
    if (any(everywhere, metadata)) {
      return true;
    }
    Patterns patterns = repositories.get(metadata.origin());
    return patterns != null
        && (any(patterns.out(), metadata)
            || (patterns.in().isPresent() && !any(patterns.in().get(), metadata)));
  }

  private static boolean any(List<Predicate<RpmPackage>> meant, RpmPackage metadata) {
    return meant.stream().anyMatch(one -> one.test(metadata));
  }
}
