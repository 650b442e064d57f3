package org.pgv.installer.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.probe.Probe;
import org.pgv.installer.probe.RunningServer;
import org.pgv.installer.stage.Gate;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.state.ToldFacts;
import org.pgv.installer.topology.Topology.Consent;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Role;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.value.HostName;

/**
 * Hosts of a site that nobody reaches, and that a run leaves out. What they are is taken from what
 * they told last, so that the others get the same as with them.
 *
 * @param lastFacts of those hosts
 */
record Absence(Consent consent, List<HostFacts> lastFacts) {
  private static final String OPTION = "--without";

  Absence {
    lastFacts = List.copyOf(lastFacts);
  }

  /** Refuses names of no host, and hosts that nothing is known of. */
  static Absence of(Site site, ToldFacts told, Consent consent) {
    List<Problem> problems = new ArrayList<>();
    List<HostFacts> facts = new ArrayList<>();
    for (HostName name : new TreeSet<>(consent.without())) {
      Optional<ToldFacts.Told> last = told.read(name);
      if (site.hosts().stream().noneMatch(host -> host.name().equals(name))) {
        problems.add(
            new Problem(OPTION, name + " is no host of the site", "name one of the site file"));
      } else if (last.isEmpty()) {
        problems.add(
            new Problem(
                OPTION,
                name
                    + " was never looked at from here, so nobody knows what the others need with it",
                "take it out of the site file until it is there"));
      } else {
        facts.add(Probe.remembered(name, last.get().text(), last.get().at()));
      }
    }
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.USAGE, problems);
    }
    return new Absence(consent, facts);
  }

  boolean isOf(HostName host) {
    return consent.without().contains(host);
  }

  /** Refuses where nothing can be done without those hosts. */
  void refuseWithout(Site site, List<HostFacts> present) {
    if (consent.without().isEmpty()) {
      return;
    }
    List<Problem> problems = new ArrayList<>();
    List<SiteHost> voters = site.withRole(Role.ETCD);
    long away = voters.stream().filter(host -> isOf(host.name())).count();
    if (away * 2 >= voters.size()) {
      problems.add(
          new Problem(
              OPTION,
              "%d of etcd's %d members would be left out, and it has no majority then"
                  .formatted(away, voters.size()),
              "bring one of them back first"));
    }
    for (Cluster cluster : site.clusters()) {
      boolean concerned = cluster.members().stream().anyMatch(this::isOf);
      if (concerned && present.stream().noneMatch(host -> leads(host, cluster))) {
        problems.add(
            new Problem(
                OPTION,
                "no member of " + cluster.name() + " that is there is its primary",
                "wait until another member has taken over ('pgv-install status'), or bring it back"));
      }
    }
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.PREFLIGHT, problems);
    }
  }

  private static boolean leads(HostFacts host, Cluster cluster) {
    return host.server(cluster).filter(RunningServer::leads).isPresent();
  }

  /** The same stages for the hosts that are there. */
  List<Stage> without(List<Stage> stages) {
    return consent.without().isEmpty() ? stages : stages.stream().map(this::without).toList();
  }

  private Stage without(Stage stage) {
    return new Stage(
        stage.name(),
        stage.title(),
        stage.hosts().stream().filter(host -> !isOf(host.host())).toList(),
        stage.rollout(),
        present(stage.gates()),
        stage.later().map(later -> new Stage.Later(later.before(), present(later.gates()))));
  }

  private List<Gate> present(List<Gate> gates) {
    return gates.stream().filter(gate -> !isOf(gate.host())).toList();
  }

  /** What is left to do, in words; empty where nobody is left out. */
  Optional<String> due() {
    Set<HostName> names = new TreeSet<>(consent.without());
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s left as it was: apply once more when it is back"
                .formatted(String.join(", ", names.stream().map(HostName::text).toList())));
  }
}
