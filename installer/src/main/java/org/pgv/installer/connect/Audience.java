package org.pgv.installer.connect;

import java.util.List;
import java.util.Optional;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.problem.Spelling;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Database;
import org.pgv.manifests.site.Site;

/**
 * Who connects to what; what is not said is the site's first cluster, its first database, its
 * owner.
 */
public record Audience(Cluster cluster, Database database, String role) {

  /** Finds what was named, and refuses what is not there. */
  public static Audience of(
      Site site,
      Optional<String> clusterName,
      Optional<String> databaseName,
      Optional<String> role) {
    Cluster cluster = named(site.clusters(), Cluster::name, clusterName, site.name(), "cluster");
    Database database =
        named(
            cluster.contents().databases(),
            Database::name,
            databaseName,
            cluster.name(),
            "database");
    List<String> roles =
        cluster.contents().roles().stream()
            .filter(each -> each.login())
            .map(each -> each.name())
            .toList();
    String chosen = role.orElse(database.owner());
    if (!roles.contains(chosen)) {
      throw unknown(cluster.name(), "role", chosen, roles);
    }
    return new Audience(cluster, database, chosen);
  }

  private static <T> T named(
      List<T> all,
      java.util.function.Function<T, String> name,
      Optional<String> wanted,
      String where,
      String kind) {
    List<String> names = all.stream().map(name).toList();
    return all.stream()
        .filter(each -> wanted.isEmpty() || name.apply(each).equals(wanted.get()))
        .findFirst()
        .orElseThrow(() -> unknown(where, kind, wanted.orElse(""), names));
  }

  private static Refusal unknown(String where, String kind, String word, List<String> known) {
    return new Refusal(
        ExitCode.USAGE,
        new Problem(
            where,
            word.isEmpty() ? "has no " + kind : "has no " + kind + " '" + word + "'",
            word.isEmpty() ? "name one in the site file" : Spelling.hint(word, known)));
  }
}
