package org.pgv.installer.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.pgv.installer.applied.AppliedSite;
import org.pgv.installer.applied.Change;
import org.pgv.installer.plan.Stamps;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.probe.Software.DataFolder;
import org.pgv.installer.probe.Software.DataKind;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.value.HostName;

/**
 * Whether the site file still names what runs: what it names no more, or otherwise, would be
 * forgotten where it is.
 */
final class Continuity {
  private final Topology topology;

  private Continuity(Topology topology) {
    this.topology = topology;
  }

  /** What is wanted otherwise than it was applied, and cannot just be done. */
  static List<Finding> findings(Topology topology) {
    Continuity continuity = new Continuity(topology);
    List<Finding> findings = new ArrayList<>();
    topology
        .applied()
        .map(applied -> Change.between(applied, topology.next()))
        .orElse(List.of())
        .forEach(change -> continuity.finding(change).ifPresent(findings::add));
    continuity.etcd().ifPresent(findings::add);
    return List.copyOf(findings);
  }

  private Optional<Finding> finding(Change change) {
    String site = topology.site().name();
    return switch (change) {
      case Change.HostDropped(var host) ->
          Optional.of(
              new Finding(
                  Rule.HOST_DROPPED,
                  host.name(),
                  "was applied at " + host.address() + ", and is not in the site file"));
      case Change.HostMoved(var host, String now) -> Optional.of(moved(host, now));
      case Change.ClusterDropped(var cluster) ->
          holds(cluster)
              ? Optional.of(
                  new Finding(
                      Rule.CLUSTER_DROPPED,
                      site,
                      "cluster "
                          + cluster.name()
                          + " of "
                          + String.join(", ", cluster.members())
                          + " is not in the site file"))
              : Optional.empty();
      case Change.MemberMoved(String host, String from, String into) ->
          Optional.of(
              new Finding(
                  Rule.CLUSTER_MOVED, host, "is in cluster " + from + ", and is to be in " + into));
      case Change.DataMoved(var cluster, String now) ->
          holds(cluster)
              ? Optional.of(
                  new Finding(
                      Rule.DATA_MOVED,
                      site,
                      "the data of cluster "
                          + cluster.name()
                          + " is in "
                          + cluster.directory()
                          + ", and is to be in "
                          + now))
              : Optional.empty();
      case Change.VersionChanged(var cluster, int now) ->
          holds(cluster)
              ? Optional.of(
                  new Finding(
                      Rule.POSTGRES_VERSION,
                      site,
                      "cluster "
                          + cluster.name()
                          + " has PostgreSQL "
                          + cluster.postgres()
                          + ", and is to have "
                          + now))
              : Optional.empty();
      case Change.RepositoryMoved(var cluster, String now) ->
          Optional.of(
              new Finding(
                  Rule.BACKUPS_MOVED,
                  site,
                  "backups of cluster "
                      + cluster.name()
                      + " are in "
                      + cluster.repository()
                      + (now.isEmpty() ? ", and are to be nowhere" : ", and are to be in " + now)));
      case Change.EtcdMembersChanged(var before, var now) ->
          any(Continuity::isKnown)
              ? Optional.of(
                  new Finding(
                      Rule.ETCD_MEMBERS,
                      site,
                      "etcd is on "
                          + String.join(", ", before)
                          + ", and is to be on "
                          + String.join(", ", now)))
              : Optional.empty();
      case Change.EtcdMoved(var before, var now) ->
          any(Continuity::keepsEtcd)
              ? Optional.of(new Finding(Rule.DATA_MOVED, site, etcdMoved(before, now)))
              : Optional.empty();
    };
  }

  /** A machine without anything of ours is a new one; what is dropped then is the old one. */
  private Finding moved(AppliedSite.Host host, String now) {
    HostFacts facts = topology.facts().get(new HostName(host.name()));
    String what = "was applied at " + host.address() + ", and is to be at " + now;
    boolean isNew = facts != null && !isKnown(facts);
    return new Finding(isNew ? Rule.HOST_DROPPED : Rule.HOST_MOVED, host.name(), what);
  }

  private static String etcdMoved(AppliedSite.Etcd before, AppliedSite.Etcd now) {
    return before.directory().equals(now.directory())
        ? "etcd's members find each other at port "
            + before.peerPort()
            + ", and are to at "
            + now.peerPort()
        : "etcd's data is in " + before.directory() + ", and is to be in " + now.directory();
  }

  /** Whether any host has the data of a cluster: one that never came to be can be named anew. */
  private boolean holds(AppliedSite.Cluster cluster) {
    return any(
        facts ->
            cluster.members().contains(facts.host().text())
                && hasData(facts, DataKind.POSTGRES, cluster.directory()));
  }

  private boolean any(Predicate<HostFacts> wanted) {
    return topology.facts().values().stream().anyMatch(wanted);
  }

  private static boolean isKnown(HostFacts facts) {
    return !facts.managed().paths().isEmpty() || !facts.managed().units().isEmpty();
  }

  private static boolean keepsEtcd(HostFacts facts) {
    return facts.software().dataFolders().stream()
        .anyMatch(folder -> folder.kind() == DataKind.ETCD);
  }

  private static boolean hasData(HostFacts facts, DataKind kind, String path) {
    return facts.software().dataFolders().contains(new DataFolder(kind, path));
  }

  /** While a majority answers, it takes in who lost its data; without one, nobody can. */
  private Optional<Finding> etcd() {
    String folder = topology.site().settings().etcd().dataDirectory();
    List<String> with = new ArrayList<>();
    List<String> without = new ArrayList<>();
    boolean answers = false;
    for (SiteHost member : topology.etcdMembers()) {
      HostFacts facts = topology.facts().get(member.name());
      if (facts == null) {
        continue;
      }
      boolean has = hasData(facts, DataKind.ETCD, folder);
      (has ? with : without).add(member.name().text());
      answers |= facts.remembered().etcd().isPresent();
    }
    // Patroni was started once etcd had all its members: before, some may never have been there.
    String began = Stamps.unit(topology.platform().patroni().unit());
    boolean complete = any(facts -> facts.managed().stamps().containsKey(began));
    return complete && !answers && !with.isEmpty() && with.size() <= without.size()
        ? Optional.of(
            new Finding(
                Rule.ETCD_DATA,
                topology.site().name(),
                "etcd has data on "
                    + String.join(", ", with)
                    + ", and none any more on "
                    + String.join(", ", without)))
        : Optional.empty();
  }
}
