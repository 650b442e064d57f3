package org.pgv.installer.backup;

import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.component.etcd.EtcdComponent;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.component.postgres.PostgresComponent;
import org.pgv.installer.plan.Plan;
import org.pgv.installer.plan.Plan.HostSteps;
import org.pgv.installer.plan.Plan.HostUnits;
import org.pgv.installer.plan.Plan.Order;
import org.pgv.installer.plan.Plan.PlannedStage;
import org.pgv.installer.plan.Step;
import org.pgv.installer.resource.Script;
import org.pgv.installer.stage.Gate;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.SiteHost;

/**
 * What bringing a cluster back takes, as a plan. It is restored on one member while the others keep
 * what they have; only when that has come up are they made anew from it. So a restore that fails
 * can be taken back, as long as there is another member.
 */
final class RestorePlanner {
  private final Stanza stanza;
  private final Topology topology;
  private final SiteHost chosen;
  private final boolean loseUnarchived;
  private final List<SiteHost> others;
  private final RestoreScripts scripts;

  /**
   * Restores on the member that is chosen.
   *
   * @param loseUnarchived whether to go on where the primary's last WAL cannot be archived
   */
  RestorePlanner(Stanza stanza, SiteHost chosen, boolean loseUnarchived) {
    this.stanza = stanza;
    this.topology = stanza.topology();
    this.chosen = chosen;
    this.loseUnarchived = loseUnarchived;
    this.others = stanza.members().stream().filter(host -> !host.equals(chosen)).toList();
    this.scripts = new RestoreScripts(stanza);
  }

  Plan plan(Route route) {
    String name = stanza.name();
    List<PlannedStage> stages = new ArrayList<>();
    if (!loseUnarchived) {
      stages.add(
          stage(
              "secure",
              "archive what " + name + " has written",
              scripts.secure(),
              stanza.members()));
    }
    stages.add(stage("stop", "stop cluster " + name, scripts.stop(), stanza.members()));
    stages.add(
        stage("restore", "bring it back on " + chosen.name(), scripts.restore(route), chosen));
    stages.add(
        stage(
            "forget",
            "let etcd forget who led",
            new Script("forget", "take the old state out of etcd", forget()),
            topology.etcdMembers().getFirst()));
    stages.add(
        stage(
            "lead",
            "let " + chosen.name() + " lead",
            scripts.start(),
            List.of(chosen),
            List.of(PostgresComponent.isUp(topology, stanza.cluster(), chosen))));
    stages.add(
        stage(
            "rebuild",
            "make the other members anew from it",
            scripts.startEmpty(),
            others,
            List.of(PostgresComponent.isWhole(topology, stanza.cluster()))));
    stages.add(
        stage("backup", "take a backup of what it is now", scripts.backup("full"), keeper()));
    return new Plan(stages.stream().filter(stage -> !stage.hosts().isEmpty()).toList());
  }

  /**
   * Puts the cluster back to what it was before a restore that failed; the chosen host copies it.
   */
  Plan undo() {
    List<PlannedStage> stages = new ArrayList<>();
    stages.add(stage("resume", "start the members that kept their data", scripts.start(), others));
    stages.add(
        stage(
            "rebuild",
            "make " + chosen.name() + " anew from them",
            scripts.startEmpty(),
            List.of(chosen),
            List.of(PostgresComponent.isWhole(topology, stanza.cluster()))));
    return new Plan(stages);
  }

  /** Whoever leads then takes the backup, where several hosts could. */
  private SiteHost keeper() {
    return stanza.keepers().contains(chosen) ? chosen : stanza.keeper();
  }

  /** Whether there is anything to go back to. */
  boolean canUndo() {
    return !others.isEmpty();
  }

  private String forget() {
    StringBuilder text =
        new StringBuilder(EtcdComponent.environment(topology))
            .append(
                """
            set -eu
            forget() { for _ in 1 2 3; do if etcdctl del "$1" >/dev/null; then return; fi; done; return 1; }
            """);
    for (String key :
        List.of("leader", "status", "sync", "failsafe", "failover", "history", "initialize")) {
      text.append("forget /service/%s/%s\n".formatted(stanza.name(), key));
    }
    return text.toString();
  }

  private PlannedStage stage(String name, String title, Script script, SiteHost host) {
    return stage(name, title, script, List.of(host));
  }

  private PlannedStage stage(String name, String title, Script script, List<SiteHost> hosts) {
    return stage(name, title, script, hosts, List.of());
  }

  private PlannedStage stage(
      String name, String title, Script script, List<SiteHost> hosts, List<Gate> gates) {
    List<HostSteps> steps =
        hosts.stream()
            .map(host -> new HostSteps(host.name(), List.of(new Step.Perform(host.name(), script))))
            .toList();
    String patroni = topology.platform().patroni().unit();
    List<HostUnits> watched =
        gates.isEmpty()
            ? List.of()
            : hosts.stream().map(host -> new HostUnits(host.name(), List.of(patroni))).toList();
    return new PlannedStage(name, title, steps, Order.ALL_AT_ONCE, gates, watched);
  }
}
