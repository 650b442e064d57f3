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
   * Arguments: the number of replicas that must be in step, and each member as {@code
   * name=address}. Patroni needs Python, so what it says can be read with it.
   */
  private static final String STATE =
      """
      patronictl --config-file %1$s list --format json %2$s | python3 -c '
      import json, ssl, sys, urllib.request
      synchronous = int(sys.argv[1])
      wanted = dict(member.split("=") for member in sys.argv[2:])
      members = {member["Member"]: member for member in json.load(sys.stdin)}
      leaders = [m for m in members.values() if m["Role"] == "Leader" and m["State"] == "running"]
      steady = [name for name in wanted
                if members.get(name, {}).get("State") in ("running", "streaming")]
      in_step = [m for m in members.values() if m["Role"] in ("Sync Standby", "Quorum Standby")]
      if len(leaders) == 1 and len(steady) == len(wanted):
          if len(in_step) >= synchronous:
              sys.exit(0)
          # Patroni counts replicas in at its next turn, seconds away. Taking out a setting that is
          # not there changes nothing, and makes it take its turn now.
          tls = ssl.create_default_context(cafile="/etc/pgv/pki/root.crt")
          own = "/etc/pgv/pki/patroni/patronictl"
          tls.load_cert_chain(own + ".crt", own + ".key")
          place = "https://%%s:%3$d/config" %% wanted[leaders[0]["Member"]]
          nothing = json.dumps({"pgv": None}).encode()
          urllib.request.urlopen(
              urllib.request.Request(place, data=nothing, method="PATCH"), context=tls, timeout=5)
      for name, member in sorted(members.items()):
          print(name, member["Role"], member["State"], "lag", member.get("Lag in MB", "-"))
      print("waiting for", " ".join(name for name in wanted if name not in steady) or "standbys")
      sys.exit(1)' %4$d %5$s
      """;

  Gate isUp(SiteHost first) {
    return new Gate(
        cluster.name() + " has a primary, and " + first.name() + " is up",
        first.name(),
        state(List.of(first), 0),
        Duration.ofMinutes(3));
  }

  Gate isWhole() {
    List<SiteHost> members = topology.site().membersOf(cluster);
    int synchronous =
        switch (cluster.availability().replication()) {
          case ASYNC -> 0;
          case SYNC -> 1;
          case QUORUM -> members.size() - 1;
        };
    String what = cluster.availability().replication() == Replication.ASYNC ? "" : ", in step";
    return new Gate(
        "all replicas of " + cluster.name() + " follow their primary" + what,
        cluster.members().getFirst(),
        state(members, synchronous),
        Duration.ofMinutes(10));
  }

  private String state(List<SiteHost> wanted, int synchronous) {
    String members =
        wanted.stream()
            .map(host -> host.name() + "=" + host.address())
            .collect(Collectors.joining(" "));
    return STATE.formatted(
        topology.platform().patroni().configuration(),
        cluster.name(),
        topology.site().settings().ports().patroni(),
        synchronous,
        members);
  }
}
