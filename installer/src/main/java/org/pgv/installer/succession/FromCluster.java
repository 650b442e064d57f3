package org.pgv.installer.succession;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.component.pgbackrest.Target;
import org.pgv.installer.secret.Inheritance;
import org.pgv.installer.secret.SiteCredentials;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Site;

/**
 * A new cluster from the backups of another one of the same site, which goes on.
 *
 * @param from the name of that one
 * @param into the name of the new one
 * @param point what the new one begins with
 */
public record FromCluster(String from, String into, Target point) implements Succession {

  @Override
  public List<Problem> problems(Topology topology, SiteCredentials credentials) {
    return problems(topology.site(), credentials, c -> Succession.hasData(topology, c));
  }

  /**
   * Every reason not to.
   *
   * @param hasData whether a cluster has data on any of its members
   */
  List<Problem> problems(Site site, SiteCredentials credentials, Predicate<Cluster> hasData) {
    if (from.equals(into)) {
      return List.of(
          new Problem(
              "--into",
              "is the cluster itself that the backups are of",
              "name a new one; 'pgv-install restore' brings " + from + " back in its place"));
    }
    List<Problem> problems = new ArrayList<>();
    Optional<Cluster> source = site.find(from);
    if (source.isEmpty()) {
      problems.add(unknown("--from", from, site, "name the cluster that has the backups"));
    }
    Optional<Cluster> heir = site.find(into);
    if (heir.isEmpty()) {
      problems.add(
          unknown("--into", into, site, "add it to the site file, with members of its own"));
    }
    if (source.isPresent() && heir.isPresent()) {
      problems.addAll(problems(source.get(), heir.get()));
      if (hasData.test(heir.get()) && !isBegun(heir.get(), credentials)) {
        problems.add(Succession.hasDataAlready(heir.get()));
      }
    }
    return problems;
  }

  private static Problem unknown(String option, String name, Site site, String hint) {
    String known = site.clusters().stream().map(Cluster::name).collect(Collectors.joining(", "));
    return new Problem(
        option, "there is no cluster " + name + " in the site file, which has " + known, hint);
  }

  private static List<Problem> problems(Cluster source, Cluster heir) {
    List<Problem> problems = new ArrayList<>();
    if (source.backup().isEmpty()) {
      problems.add(
          new Problem(
              "cluster " + source.name(),
              "has no backups in the site file",
              "give a host the role 'backup', or name a repository"));
    }
    int had = source.postgres().version();
    if (heir.postgres().version() != had) {
      problems.add(
          new Problem(
              "cluster " + heir.name(),
              "is of PostgreSQL %d, and the backups of %s are of %d"
                  .formatted(heir.postgres().version(), source.name(), had),
              "say 'postgres: " + had + "'"));
    }
    return problems;
  }

  /** Whether an earlier run began just this. */
  boolean isBegun(Cluster heir, SiteCredentials credentials) {
    return Succession.isBegun(heir, inheritance(heir), credentials);
  }

  private Inheritance inheritance(Cluster heir) {
    return new Inheritance(point.text(), Succession.logins(heir), Optional.of(from));
  }

  @Override
  public void into(Site site, SiteCredentials credentials) {
    site.find(into)
        .filter(heir -> !isBegun(heir, credentials))
        .ifPresent(heir -> credentials.inherit(into, inheritance(heir), Map.of()));
  }

  @Override
  public List<Origin> origins(Topology topology) {
    Cluster heir = topology.site().find(into).orElseThrow();
    return topology.site().find(from).flatMap(source -> Stanza.of(topology, source)).stream()
        .map(
            stanza ->
                new Origin(
                    stanza,
                    heir,
                    topology.credentials().password(Stanza.cipherName(stanza.cluster()))))
        .toList();
  }
}
