package org.pgv.installer.applied;

import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.applied.AppliedSite.Cluster;
import org.pgv.installer.applied.AppliedSite.Etcd;
import org.pgv.installer.applied.AppliedSite.Host;

/** What a site file says otherwise than the site that was applied, and that cannot just be done. */
public sealed interface Change {

  /** A host is not named any more, and goes on with all it was given. */
  record HostDropped(Host host) implements Change {}

  /** A host has another address: etcd, PostgreSQL and certificates bear the old one. */
  record HostMoved(Host host, String now) implements Change {}

  /** A cluster is not named any more: it was renamed, or is to stop for good. */
  record ClusterDropped(Cluster cluster) implements Change {}

  /** A cluster's data is looked for in another place. */
  record DataMoved(Cluster cluster, String now) implements Change {}

  /** A cluster is to run another major version on the data of this one. */
  record VersionChanged(Cluster cluster, int now) implements Change {}

  /** A host is a member of another cluster than before. */
  record MemberMoved(String host, String from, String into) implements Change {}

  /** Backups go to another place, and those so far are not seen any more. */
  record RepositoryMoved(Cluster cluster, String now) implements Change {}

  /** etcd has more or fewer members, or more than one that is new. */
  record EtcdMembersChanged(List<String> before, List<String> now) implements Change {
    public EtcdMembersChanged {
      before = List.copyOf(before);
      now = List.copyOf(now);
    }
  }

  /** etcd's data, or the port between its members, is another. */
  record EtcdMoved(Etcd before, Etcd now) implements Change {}

  /** All changes from one site to the next, in the order of the first. */
  static List<Change> between(AppliedSite before, AppliedSite now) {
    List<Change> changes = new ArrayList<>();
    for (Host host : before.hosts()) {
      now.host(host.name())
          .ifPresentOrElse(
              same -> {
                if (!same.address().equals(host.address())) {
                  changes.add(new HostMoved(host, same.address()));
                }
              },
              () -> changes.add(new HostDropped(host)));
    }
    for (Cluster cluster : before.clusters()) {
      now.cluster(cluster.name())
          .ifPresentOrElse(
              same -> changes.addAll(between(cluster, same)),
              () -> changes.add(new ClusterDropped(cluster)));
      now.clusters().stream()
          .filter(other -> now.cluster(cluster.name()).isPresent())
          .filter(other -> !other.name().equals(cluster.name()))
          .forEach(
              other ->
                  cluster.members().stream()
                      .filter(other.members()::contains)
                      .forEach(
                          host ->
                              changes.add(new MemberMoved(host, cluster.name(), other.name()))));
    }
    etcd(before, now, changes);
    return List.copyOf(changes);
  }

  private static List<Change> between(Cluster before, Cluster now) {
    List<Change> changes = new ArrayList<>();
    if (before.postgres() != now.postgres()) {
      changes.add(new VersionChanged(before, now.postgres()));
    } else if (!before.directory().equals(now.directory())) {
      changes.add(new DataMoved(before, now.directory()));
    }
    if (!before.repository().isEmpty() && !before.repository().equals(now.repository())) {
      changes.add(new RepositoryMoved(before, now.repository()));
    }
    return changes;
  }

  /** A host in place of another is a change that can be done: one at a time. */
  private static void etcd(AppliedSite before, AppliedSite now, List<Change> changes) {
    List<String> members = before.etcdHosts();
    List<String> newcomers =
        now.etcdHosts().stream().filter(host -> !members.contains(host)).toList();
    List<String> leaving =
        members.stream().filter(host -> !now.etcdHosts().contains(host)).toList();
    // A host that was taken out of the site before is missing among the members there were.
    boolean replaces =
        newcomers.size() <= 1 && leaving.size() <= 1 && now.etcdHosts().size() >= members.size();
    if (!members.isEmpty() && !replaces) {
      changes.add(new EtcdMembersChanged(members, now.etcdHosts()));
    }
    if (!before.etcd().equals(now.etcd())) {
      changes.add(new EtcdMoved(before.etcd(), now.etcd()));
    }
  }
}
