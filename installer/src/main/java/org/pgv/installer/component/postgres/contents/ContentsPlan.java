package org.pgv.installer.component.postgres.contents;

import java.util.List;
import java.util.stream.Stream;
import org.pgv.installer.component.postgres.contents.Undeclared.Surplus;
import org.pgv.installer.probe.Catalogue;
import org.pgv.manifests.site.Cluster;

/**
 * What has to change in a cluster so that it holds what is declared.
 *
 * @param changes in the order they have to be made
 * @param notes what is there, was not declared, and stays
 */
public record ContentsPlan(List<Change> changes, List<String> notes) {
  private static final String PASSWORD_OF_OTHERS =
      "the password of %s in %s was changed by hand: 'secrets show' and 'client-bundle' give out the"
          + " one before; after ALTER ROLE %s PASSWORD NULL, apply brings that back";

  public ContentsPlan {
    changes = List.copyOf(changes);
    notes = List.copyOf(notes);
  }

  /**
   * Compares.
   *
   * @param superuser whom nobody declares
   * @param passwords that the site has made
   */
  public static ContentsPlan of(
      Cluster cluster, Catalogue found, String superuser, Passwords passwords) {
    RoleChanges roles = new RoleChanges(cluster.contents().roles(), found, passwords);
    boolean revoke = cluster.contents().removal().undeclared();
    List<Surplus> surplus = Undeclared.of(cluster.contents(), found, superuser);
    List<Change> changes =
        Stream.of(
                SystemChanges.of(found, cluster.postgres().version()).stream(),
                roles.changes().stream(),
                cluster.contents().databases().stream()
                    .flatMap(one -> new DatabaseChanges(one, found).changes().stream()),
                surplus.stream().filter(_ -> revoke).flatMap(one -> one.revocation().stream()),
                new Removals(cluster.contents(), found).changes().stream())
            .flatMap(each -> each)
            .toList();
    List<String> notes =
        Stream.concat(
                surplus.stream()
                    .filter(one -> !revoke || one.revocation().isEmpty())
                    .map(one -> "not declared in " + cluster.name() + ": " + one.what()),
                roles.passwordsOfOthers().stream()
                    .map(role -> PASSWORD_OF_OTHERS.formatted(role, cluster.name(), role)))
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
