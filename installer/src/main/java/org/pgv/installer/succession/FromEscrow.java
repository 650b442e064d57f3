package org.pgv.installer.succession;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.pgv.installer.component.minio.ObjectStore;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.component.pgbackrest.Target;
import org.pgv.installer.escrow.Escrow;
import org.pgv.installer.secret.GivenFiles;
import org.pgv.installer.secret.Inheritance;
import org.pgv.installer.secret.SiteCredentials;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Repository;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.value.Secret;

/**
 * A new site whose clusters come from the repositories of another.
 *
 * @param point what its clusters are brought back to
 * @param other whether the other site goes on: then this one has copies of its repositories
 */
public record FromEscrow(Escrow escrow, Target point, boolean other) implements Succession {

  @Override
  public List<Problem> problems(Topology topology, SiteCredentials credentials) {
    return problems(topology.site(), credentials, cluster -> Succession.hasData(topology, cluster));
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
                  problems.add(Succession.hasDataAlready(cluster));
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

  private static Problem nowhere(Escrow.Entry entry) {
    return new Problem(
        "escrow",
        "has cluster " + entry.cluster() + ", which the site file lacks",
        "add it to the site file: what is in its repository would not come back");
  }

  /** Whether an earlier run began just this. */
  private boolean isTaken(Cluster cluster, Escrow.Entry entry, SiteCredentials credentials) {
    return Succession.isBegun(cluster, inheritance(cluster), credentials)
        && credentials.password(Stanza.cipherName(cluster)).equals(entry.passphrase());
  }

  private Inheritance inheritance(Cluster cluster) {
    return new Inheritance(point.text(), Succession.logins(cluster), Optional.empty());
  }

  @Override
  public List<Origin> origins(Topology topology) {
    return Stanza.all(topology).stream()
        .flatMap(
            stanza ->
                escrow
                    .find(stanza.name())
                    .map(entry -> new Origin(stanza, stanza.cluster(), entry.passphrase()))
                    .stream())
        .toList();
  }

  @Override
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
    credentials.inherit(cluster.name(), inheritance(cluster), passwords);
  }
}
