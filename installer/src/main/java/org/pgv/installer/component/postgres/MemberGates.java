package org.pgv.installer.component.postgres;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.pgv.installer.stage.Gate;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Availability.Replication;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.SiteHost;

/** What must be so of a cluster's members before the next stage begins. */
record MemberGates(Topology topology, Cluster cluster) {
  /**
   * Arguments: the number of replicas that must be in step, and each member's name. Patroni needs
   * Python, so what it says can be read with it. It exits with 3 where a member's server does not
   * start: a gate does not wait long for that.
   */
  private static final String STATE =
      """
      patronictl --config-file %1$s list --format json %2$s | python3 -c '
      import json, sys
      synchronous, wanted = int(sys.argv[1]), sys.argv[2:]
      members = {member["Member"]: member for member in json.load(sys.stdin)}
      leaders = [m for m in members.values() if m["Role"] == "Leader" and m["State"] == "running"]
      missing = [name for name in wanted
                 if members.get(name, {}).get("State") not in ("running", "streaming")]
      in_step = [m for m in members.values() if m["Role"] in ("Sync Standby", "Quorum Standby")]
      if len(leaders) == 1 and not missing and len(in_step) >= synchronous:
          sys.exit(0)
      for name, member in sorted(members.items()):
          print(name, member["Role"], member["State"], "lag", member.get("Lag in MB", "-"))
      print("waiting for", " ".join(missing) or "standbys")
      stuck = [name for name in missing
               if members.get(name, {}).get("State", "").endswith(("failed", "crashed"))]
      sys.exit(3 if stuck else 1)' %3$d %4$s
      code=$?
      # Patroni goes on trying; what its server says is in the log of that.
      if [ $code = 3 ]; then ls -t %5$s/*.log | head -n 1 | xargs -r tail -n 5; fi
      exit $code
      """;

  /** Who makes the cluster holds the place of the primary: nobody else makes one beside it. */
  private static final String MAKES_IT =
      """
      python3 -c '
      import json, ssl, sys, urllib.error, urllib.request
      tls = ssl.create_default_context(cafile="/etc/pgv/pki/root.crt")
      own = "/etc/pgv/pki/patroni/patronictl"
      tls.load_cert_chain(own + ".crt", own + ".key")
      try:
          said = urllib.request.urlopen("https://%1$s:%2$d/patroni", context=tls, timeout=5)
      except urllib.error.HTTPError as refused:
          said = refused
      sys.exit(json.load(said)["state"] != "initializing new cluster")' 2>/dev/null && exit 0
      """;

  /** The others may wait for a primary that is being made: that takes them as long to start. */
  Gate leads(SiteHost first) {
    return new Gate(
        cluster.name() + " has a primary or " + first.name() + " makes it",
        first.name(),
        MAKES_IT.formatted(first.address(), topology.site().settings().ports().patroni())
            + state(List.of(first), 0),
        Duration.ofMinutes(3));
  }

  /** One member runs, and somebody leads. */
  Gate isUp(SiteHost member) {
    return new Gate(
        cluster.name() + " has a primary, and " + member.name() + " is up",
        member.name(),
        state(List.of(member), 0),
        Duration.ofMinutes(10));
  }

  Gate isWhole() {
    List<SiteHost> members = topology.present(topology.site().membersOf(cluster));
    int synchronous =
        switch (cluster.availability().replication()) {
          case ASYNC -> 0;
          case SYNC -> 1;
          case QUORUM -> members.size() - 1;
        };
    String what = cluster.availability().replication() == Replication.ASYNC ? "" : ", in step";
    return new Gate(
        "all replicas of " + cluster.name() + " follow their primary" + what,
        topology.spokesman(cluster),
        state(members, synchronous),
        Duration.ofMinutes(10));
  }

  private String state(List<SiteHost> wanted, int synchronous) {
    return STATE.formatted(
        topology.platform().patroni().configuration(),
        cluster.name(),
        synchronous,
        wanted.stream().map(host -> host.name().text()).collect(Collectors.joining(" ")),
        topology.platform().postgres(cluster.postgres().version()).logs());
  }
}
