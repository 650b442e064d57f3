package org.pgv.installer.succession;

import java.util.List;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.component.pgbackrest.Target;
import org.pgv.installer.secret.Inheritance;
import org.pgv.installer.secret.SiteCredentials;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.DatabaseRole;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.value.Secret;

/** Says which clusters of a site are made from the repositories of which others. */
public sealed interface Succession permits FromEscrow, FromCluster {

  /**
   * A repository that a cluster comes from.
   *
   * @param stanza whose it is, as the site file says
   * @param heir the cluster
   */
  record Origin(Stanza stanza, Cluster heir, Secret passphrase) {}

  /** What its clusters are brought back to. */
  Target point();

  /** Every reason not to. */
  List<Problem> problems(Topology topology, SiteCredentials credentials);

  /** Takes over what opens the repositories. */
  void into(Site site, SiteCredentials credentials);

  /** Those that are to be read. */
  List<Origin> origins(Topology topology);

  /** Whether a cluster has data on any of its members. */
  static boolean hasData(Topology topology, Cluster cluster) {
    String folder = topology.platform().dataDirectory(cluster);
    return cluster.members().stream()
        .flatMap(member -> topology.facts(member).software().dataFolders().stream())
        .anyMatch(data -> data.path().equals(folder));
  }

  /** The roles of a cluster that have passwords. */
  static List<String> logins(Cluster cluster) {
    return cluster.contents().roles().stream()
        .filter(DatabaseRole::login)
        .map(DatabaseRole::name)
        .toList();
  }

  /** Whether an earlier run began to make a cluster of the same. */
  static boolean isBegun(Cluster cluster, Inheritance wanted, SiteCredentials credentials) {
    return credentials
        .inheritance(cluster.name())
        .filter(
            known -> known.point().equals(wanted.point()) && known.source().equals(wanted.source()))
        .isPresent();
  }

  /** That a cluster is not made anew. */
  static Problem hasDataAlready(Cluster cluster) {
    return new Problem(
        "cluster " + cluster.name(),
        "has data already: it is not made anew",
        "bring it back in its place with 'pgv-install restore'; where an earlier run was stopped, go"
            + " on with the same --to");
  }
}
