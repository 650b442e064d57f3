package org.pgv.installer.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pgv.installer.status.ClusterView.Member;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.value.HostName;

/** Says what is wrong with one cluster. */
final class ClusterDiagnosis {
  /** From here on the offline service leaves a replica out. */
  private static final long LAG_LIMIT = 100L << 20;

  private final Cluster cluster;
  private final Optional<ClusterView> seen;
  private final List<Trouble> troubles = new ArrayList<>();

  ClusterDiagnosis(Cluster cluster, Optional<ClusterView> seen) {
    this.cluster = cluster;
    this.seen = seen;
  }

  List<Trouble> troubles() {
    if (seen.isEmpty()) {
      return List.of(new Trouble(cluster.name(), "no member says how the cluster is"));
    }
    ClusterView view = seen.get();
    if (view.paused()) {
      trouble("failover is paused");
    }
    leader(view);
    for (HostName host : cluster.members()) {
      view.member(host.text())
          .ifPresentOrElse(
              member -> member(member, view), () -> trouble(host + " is not in the cluster"));
    }
    standbys(view);
    return List.copyOf(troubles);
  }

  private void leader(ClusterView view) {
    List<Member> leaders = view.members().stream().filter(Member::leads).toList();
    if (leaders.isEmpty()) {
      trouble("has no leader");
    } else if (leaders.size() > 1) {
      trouble("has " + leaders.size() + " leaders");
    }
  }

  private void member(Member member, ClusterView view) {
    if (!member.isSteady()) {
      trouble(member.name() + " is " + member.state());
      return;
    }
    OptionalLong lag = member.position().lagBytes();
    if (lag.isPresent() && lag.getAsLong() > LAG_LIMIT) {
      trouble(member.name() + " lags by " + (lag.getAsLong() >> 20) + " MiB");
    }
    OptionalLong timeline =
        view.members().stream()
            .filter(Member::leads)
            .map(leader -> leader.position().timeline())
            .findFirst()
            .orElse(OptionalLong.empty());
    if (timeline.isPresent() && !timeline.equals(member.position().timeline())) {
      trouble(member.name() + " is not on the leader's timeline");
    }
  }

  private void standbys(ClusterView view) {
    long synchronous = view.members().stream().filter(Member::isSynchronous).count();
    switch (cluster.availability().replication()) {
      case ASYNC -> {}
      case SYNC -> {
        if (synchronous < 1) {
          trouble("no standby is synchronous");
        }
      }
      case QUORUM -> {
        int wanted = cluster.members().size() - 1;
        if (synchronous < wanted) {
          trouble(synchronous + " of " + wanted + " standbys are in the quorum");
        }
      }
    }
  }

  private void trouble(String what) {
    troubles.add(new Trouble(cluster.name(), what));
  }
}
