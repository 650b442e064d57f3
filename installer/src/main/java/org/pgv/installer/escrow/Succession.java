package org.pgv.installer.escrow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.pgv.installer.component.minio.ObjectStore;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.component.pgbackrest.Target;
import org.pgv.installer.secret.GivenFiles;
import org.pgv.installer.secret.Inheritance;
import org.pgv.installer.secret.SiteCredentials;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.DatabaseRole;
import org.pgv.manifests.site.Repository;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.value.Secret;

/**
 * A new site whose clusters come from the repositories of another.
 *
 * @param point what its clusters are brought back to
 * @param other whether the other site goes on: then this one has copies of its repositories
 */
public record Succession(Escrow escrow, Target point, boolean other) {

  /** Every reason not to. */
  public List<Problem> problems(Topology topology, SiteCredentials credentials) {
    return problems(topology.site(), credentials, cluster -> hasData(topology, cluster));
  }

  private static boolean hasData(Topology topology, Cluster cluster) {
    String folder = topology.platform().dataDirectory(cluster);
    return cluster.members().stream()
        .flatMap(member -> topology.facts(member).software().dataFolders().stream())
        .anyMatch(data -> data.path().equals(folder));
  }

  /**
   * Every reason not to.
   *
   * @param hasData whether a cluster has data on any of its members
   */
  List<Problem> problems(Site site, SiteCredentials credentials, Predicate<Cluster> hasData) {
    if (other == escrow.site().equals(site.name())) {
      return List.of(otherSite(site));
    }
    List<Problem> problems = new ArrayList<>();
    Set<String> wanted = new TreeSet<>();
    for (Cluster cluster : site.clusters()) {
      wanted.add(cluster.name());
      escrow
          .find(cluster.name())
          .ifPresent(
              entry -> {
                problems.addAll(problems(site, cluster, entry));
                if (hasData.test(cluster) && !isTaken(cluster, entry, credentials)) {
                  problems.add(hasDataAlready(cluster));
                }
              });
    }
    escrow.clusters().stream()
        .filter(entry -> !wanted.contains(entry.cluster()))
        .forEach(entry -> problems.add(nowhere(entry)));
    return problems;
  }

  private Problem otherSite(Site site) {
    return other
        ? new Problem(
            "clone",
            "the escrow is of site " + site.name() + ", as the site file is",
            "give the clone a name of its own; a site that is gone comes back by 'apply'")
        : new Problem(
            "escrow",
            "is of site " + escrow.site() + ", and the site file is of " + site.name(),
            "use the escrow of this site, or 'pgv-install clone' where the other one goes on");
  }

  private List<Problem> problems(Site site, Cluster cluster, Escrow.Entry entry) {
    String where = "cluster " + cluster.name();
    if (cluster.backup().isEmpty()) {
      return List.of(
          new Problem(
              where,
              "has no backups in the site file, and was to come back from them",
              "give a host the role 'backup', or name a repository"));
    }
    if (cluster.postgres().version() != entry.postgres()) {
      return List.of(
          new Problem(
              where,
              "is of PostgreSQL %d in the site file, and of %d in the repository"
                  .formatted(cluster.postgres().version(), entry.postgres()),
              "say 'postgres: " + entry.postgres() + "', and use a bundle that has it"));
    }
    boolean same =
        cluster
            .backup()
            .map(backup -> Stanza.place(site, cluster, backup))
            .filter(entry.store().place()::equals)
            .isPresent();
    if (other && same) {
      return List.of(
          new Problem(
              where,
              "would write to the repository of site " + escrow.site() + ", which goes on",
              "copy the repository, and name the place of the copy in the site file"));
    }
    return List.of();
  }

  private static Problem hasDataAlready(Cluster cluster) {
    return new Problem(
        "cluster " + cluster.name(),
        "has data already: it is not made anew",
        "bring it back in its place with 'pgv-install restore'; where an earlier run was stopped, go"
            + " on with the same --to");
  }

  private static Problem nowhere(Escrow.Entry entry) {
    return new Problem(
        "escrow",
        "has cluster " + entry.cluster() + ", which the site file lacks",
        "add it to the site file: what is in its repository would not come back");
  }

  /** Whether an earlier run began just this. */
  private boolean isTaken(Cluster cluster, Escrow.Entry entry, SiteCredentials credentials) {
    return credentials
            .inheritance(cluster.name())
            .filter(known -> known.point().equals(point.text()))
            .isPresent()
        && credentials.password(Stanza.cipherName(cluster)).equals(entry.passphrase());
  }

  /** Takes over what opens the repositories. */
  public void into(Site site, SiteCredentials credentials) {
    for (Cluster cluster : site.clusters()) {
      escrow
          .find(cluster.name())
          .filter(entry -> !isTaken(cluster, entry, credentials))
          .ifPresent(entry -> into(cluster, entry, credentials));
    }
    if (!other
        && site.bucketElsewhere().isPresent()
        && !credentials.isGiven(GivenFiles.ACCESS_KEY)) {
      escrow.clusters().stream()
          .filter(entry -> entry.store().kind() == Escrow.Kind.S3)
          .flatMap(entry -> entry.store().keys().stream())
          .findFirst()
          .ifPresent(
              keys -> {
                credentials.take(GivenFiles.ACCESS_KEY, new Secret(keys.access()));
                credentials.take(GivenFiles.SECRET_KEY, keys.secret());
              });
    }
  }

  private void into(Cluster cluster, Escrow.Entry entry, SiteCredentials credentials) {
    Map<String, Secret> passwords = new HashMap<>();
    passwords.put(Stanza.cipherName(cluster), entry.passphrase());
    boolean toMinio =
        cluster
            .backup()
            .map(backup -> backup.repository() instanceof Repository.Minio)
            .orElse(false);
    entry
        .store()
        .keys()
        .filter(_ -> !other && toMinio && entry.store().kind() == Escrow.Kind.MINIO)
        .ifPresent(keys -> passwords.put(ObjectStore.keyName(keys.access()), keys.secret()));
    List<String> logins =
        cluster.contents().roles().stream()
            .filter(DatabaseRole::login)
            .map(DatabaseRole::name)
            .toList();
    credentials.inherit(cluster.name(), new Inheritance(point.text(), logins), passwords);
  }
}
