package org.pgv.installer.component.etcd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.installer.probe.EtcdFacts;
import org.pgv.installer.probe.EtcdFacts.Member;
import org.pgv.installer.probe.Software.DataFolder;
import org.pgv.installer.probe.Software.DataKind;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.Correction;
import org.pgv.installer.resource.Script;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.SiteHost;

/**
 * Whom etcd takes for its members, beside whom the site file names. A member that comes without
 * data where the others know it cannot start by itself: they have to forget it and take it anew,
 * and it has to be told that it joins.
 */
final class EtcdMembership {
  /** Read by the unit after its configuration; gone with the next boot. */
  static final String JOINS = "/run/pgv/etcd-joins.env";

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Topology topology;
  private final Optional<SiteHost> witness;

  EtcdMembership(Topology topology) {
    this.topology = topology;
    this.witness =
        topology.etcdMembers().stream().filter(host -> says(host).isPresent()).findFirst();
  }

  /** A member that can be asked, and can take others in. */
  Optional<SiteHost> witness() {
    return witness;
  }

  /** What etcd says, by whichever member says it. */
  Optional<EtcdFacts> facts() {
    return witness.flatMap(this::says);
  }

  private Optional<EtcdFacts> says(SiteHost host) {
    return topology.facts(host.name()).remembered().etcd();
  }

  /** Whether a host comes to an etcd that is there already, and has none of its data. */
  boolean joins(SiteHost host) {
    return facts()
        .filter(etcd -> !hasData(host))
        .map(etcd -> etcd.at(peer(host)).map(EtcdMembership::mustBeTold).orElse(true))
        .orElse(false);
  }

  /** One that all began with starts as they did, if it never has. */
  private static boolean mustBeTold(Member known) {
    return known.joined() || known.name().isEmpty();
  }

  private boolean hasData(SiteHost host) {
    String folder = topology.site().settings().etcd().dataDirectory();
    return topology
        .facts(host.name())
        .software()
        .dataFolders()
        .contains(new DataFolder(DataKind.ETCD, folder));
  }

  private String peer(SiteHost host) {
    return "https://" + host.address() + ":" + topology.site().settings().ports().etcdPeer();
  }

  /** Lets the others forget who is no member any more, and take in who comes. */
  Optional<Correction> admission() {
    List<SiteHost> newcomers = topology.etcdMembers().stream().filter(this::joins).toList();
    if (newcomers.isEmpty()) {
      return Optional.empty();
    }
    List<String> details = new ArrayList<>();
    StringBuilder text = new StringBuilder(EtcdComponent.environment(topology)).append("set -eu\n");
    List<String> wanted = topology.etcdMembers().stream().map(this::peer).toList();
    List<Member> known = facts().map(EtcdFacts::members).orElse(List.of());
    for (Member member : known) {
      boolean returns = newcomers.stream().anyMatch(host -> peer(host).equals(member.peer()));
      if (!wanted.contains(member.peer()) || (returns && member.joined())) {
        details.add("forget member " + member.name() + " at " + member.peer());
        text.append("etcdctl member remove %s\n".formatted(member.id()));
      }
    }
    for (SiteHost host : newcomers) {
      if (known.stream().noneMatch(m -> m.peer().equals(peer(host)) && !m.joined())) {
        details.add("take in " + host.name() + " at " + peer(host));
        text.append("etcdctl member add %s --peer-urls=%s\n".formatted(host.name(), peer(host)));
      }
    }
    return Optional.of(
        new Correction(
            new Script(
                    "etcd-members",
                    "make etcd's members those of the site file",
                    text.toString(),
                    Content.of(""))
                .within(LIMIT),
            details));
  }

  /** Tells a member that it joins others, before it is started. */
  static Correction told() {
    return new Correction(
        new Script(
            "etcd-joins",
            "let etcd join the others",
            "echo ETCD_INITIAL_CLUSTER_STATE=existing >" + JOINS + "\n",
            Content.of("")),
        List.of());
  }
}
