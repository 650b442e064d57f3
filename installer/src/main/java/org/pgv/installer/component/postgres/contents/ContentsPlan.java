package org.pgv.installer.component.postgres.contents;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pgv.installer.component.postgres.contents.Undeclared.Surplus;
import org.pgv.installer.probe.Catalogue;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.DatabaseRole;

/**
 * What has to change in a cluster so that it holds what is declared.
 *
 * @param changes in the order they have to be made
 * @param notes what is there, was not declared, and stays
 */
public record ContentsPlan(List<Change> changes, List<String> notes) {

  public ContentsPlan {
    changes = List.copyOf(changes);
    notes = List.copyOf(notes);
  }

  /**
   * Compares.
   *
   * @param superuser whom nobody declares
   * @param verifier what PostgreSQL keeps instead of a role's password
   */
  public static ContentsPlan of(
      Cluster cluster, Catalogue found, String superuser, Function<DatabaseRole, String> verifier) {
    boolean revoke = cluster.contents().removal().undeclared();
    List<Surplus> surplus = Undeclared.of(cluster.contents(), found, superuser);
    List<Change> changes =
        Stream.of(
                SystemChanges.of(found, cluster.postgres().version()).stream(),
                new RoleChanges(cluster.contents().roles(), found, verifier).changes().stream(),
                cluster.contents().databases().stream()
                    .flatMap(one -> new DatabaseChanges(one, found).changes().stream()),
                surplus.stream().filter(_ -> revoke).flatMap(one -> one.revocation().stream()),
                new Removals(cluster.contents(), found).changes().stream())
            .flatMap(each -> each)
            .toList();
    List<String> notes =
        surplus.stream()
            .filter(one -> !revoke || one.revocation().isEmpty())
            .map(one -> "not declared in " + cluster.name() + ": " + one.what())
            .toList();
    return new ContentsPlan(changes, notes);
  }

  /** All of it for psql, which begins in the database of the cluster's own. */
  public String sql() {
    StringBuilder sql = new StringBuilder(Sql.NOTHING_OF_OTHERS);
    String in = Change.CLUSTER;
    for (Change change : changes) {
      if (!change.database().equals(in)) {
        sql.append("\\connect ").append(Sql.name(change.database())).append('\n');
        sql.append(Sql.NOTHING_OF_OTHERS);
        in = change.database();
      }
      sql.append(change.sql());
    }
    return sql.toString();
  }
}
