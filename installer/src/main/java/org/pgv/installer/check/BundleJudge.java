package org.pgv.installer.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.postgres.ServerCatalogue;
import org.pgv.manifests.problem.Spelling;
import org.pgv.manifests.site.Cluster;

/** Whether the bundle has what clusters load and what their databases are to have. */
final class BundleJudge {
  /** What one package has beside what it is called for. */
  private static final Map<String, String> PART_OF =
      Map.of("addressstandardizer", "postgis", "addressstandardizerdataus", "postgis");

  private BundleJudge() {}

  static List<Finding> judge(Topology topology) {
    List<Finding> findings = new ArrayList<>();
    for (Cluster cluster : topology.site().clusters()) {
      List<String> packages =
          stems(
              topology.bundle().lock().packages().stream()
                  .map((LockedPackage each) -> each.id().name())
                  .toList(),
              cluster.postgres().version());
      ServerCatalogue catalogue = ServerCatalogue.of(cluster.postgres().version());
      extensions(cluster)
          .filter(each -> !catalogue.extensions().contains(each) && !hasOneFor(each, packages))
          .forEach(
              each ->
                  findings.add(
                      finding(cluster, "extension " + each, each, catalogue.extensions())));
      libraries(cluster)
          .filter(each -> !catalogue.libraries().contains(each) && !hasOneFor(each, packages))
          .forEach(
              each ->
                  findings.add(finding(cluster, "library " + each, each, catalogue.libraries())));
    }
    return findings;
  }

  private static Finding finding(Cluster cluster, String what, String word, List<String> known) {
    String near =
        Spelling.nearest(word, known).map(each -> "; did you mean '" + each + "'?").orElse("");
    return new Finding(
        Rule.NOT_IN_BUNDLE, "cluster " + cluster.name(), "no package for " + what + near);
  }

  /** What packages for a version are called for. */
  static List<String> stems(List<String> packages, int version) {
    return packages.stream()
        .filter(name -> name.contains(String.valueOf(version)))
        .map(name -> letters(name.replace("postgresql", "")))
        .filter(name -> name.length() > 1)
        .toList();
  }

  private static Stream<String> extensions(Cluster cluster) {
    return cluster.contents().databases().stream()
        .flatMap(database -> database.extensions().stream())
        .distinct();
  }

  private static Stream<String> libraries(Cluster cluster) {
    String text = cluster.postgres().parameters().getOrDefault("shared_preload_libraries", "");
    return Arrays.stream(text.split(",")).map(String::strip).filter(each -> !each.isEmpty());
  }

  /** Packages are called for what they bring, more or less: {@code pgvector}, {@code cron}. */
  static boolean hasOneFor(String word, List<String> packages) {
    String wanted = PART_OF.getOrDefault(letters(word), letters(word));
    return packages.stream().anyMatch(each -> wanted.contains(each) || each.contains(wanted));
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }
}
