package org.pgv.installer.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pgv.installer.applied.AppliedSite;
import org.pgv.installer.component.record.SiteRecordComponent;
import org.pgv.installer.plan.Plan;
import org.pgv.installer.plan.Plan.HostSteps;
import org.pgv.installer.plan.Plan.PlannedStage;
import org.pgv.installer.plan.SiteFacts;
import org.pgv.installer.plan.Step;
import org.pgv.installer.plan.UninstallPlanner;
import org.pgv.installer.probe.HostFacts;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.value.HostName;

/**
 * What of ours is to go away: everything, or one host out of a site that goes on without it.
 *
 * @param host empty for all of them
 * @param purgeData whether the data goes too
 */
public record Removal(Optional<HostName> host, boolean purgeData) {
  /** The finding that is accepted where hosts are gone that the file does not name. */
  private static final String DROPPED = "host-dropped";

  private static final String ETCD = "etcd.service";

  /** Refuses what would leave something behind, or take more than one host's worth away. */
  Plan plan(SiteSession session, Set<String> waivers) {
    List<Problem> problems =
        host.map(name -> alone(session, name))
            .orElseGet(() -> waivers.contains(DROPPED) ? List.of() : unnamed(session));
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.PREFLIGHT, problems);
    }
    if (host.isEmpty()) {
      return UninstallPlanner.plan(session.facts(), purgeData);
    }
    HostFacts going = session.facts().of(host.get());
    List<PlannedStage> stages =
        new ArrayList<>(
            UninstallPlanner.plan(new SiteFacts(List.of(going), true), purgeData).stages());
    if (!stages.isEmpty()) {
      told(session).ifPresent(stages::add);
    }
    return new Plan(stages);
  }

  /**
   * A host that nobody names any more is found by this alone, once all others have forgotten it.
   */
  void remember(SiteSession session) {
    if (host.isEmpty()) {
      session.state().applied().forget();
    } else {
      left(session).ifPresent(session.state().applied()::write);
    }
  }

  private Optional<AppliedSite> left(SiteSession session) {
    return session.applied().map(site -> site.without(host.map(HostName::text).orElse("")));
  }

  private Optional<PlannedStage> told(SiteSession session) {
    return left(session)
        .map(
            site ->
                new PlannedStage(
                    "site",
                    "let the others know",
                    session.facts().hosts().stream()
                        .filter(facts -> facts.remembered().site().isPresent())
                        .filter(facts -> !Optional.of(facts.host()).equals(host))
                        .map(
                            facts ->
                                new HostSteps(
                                    facts.host(),
                                    List.<Step>of(
                                        new Step.WriteFile(
                                            facts.host(), SiteRecordComponent.file(site)))))
                        .toList(),
                    Plan.Order.ALL_AT_ONCE,
                    List.of()));
  }

  private static List<Problem> unnamed(SiteSession session) {
    Site site = session.site();
    return session.applied().map(AppliedSite::hosts).orElse(List.of()).stream()
        .filter(known -> site.hosts().stream().noneMatch(h -> h.name().text().equals(known.name())))
        .map(
            known ->
                new Problem(
                    known.name(),
                    "was applied at " + known.address() + ", and is not in the site file",
                    "put it back into the file, or --waive " + DROPPED + " where it is gone"))
        .toList();
  }

  /** The service goes on without it only where others can. */
  private static List<Problem> alone(SiteSession session, HostName name) {
    Site site = session.site();
    List<Problem> problems = new ArrayList<>();
    if (site.hosts().stream().noneMatch(known -> known.name().equals(name))) {
      return List.of(
          new Problem("uninstall", "no host " + name + " in the site file", "see its 'hosts'"));
    }
    site.clusterOf(name)
        .filter(cluster -> cluster.members().size() == 1)
        .ifPresent(
            cluster ->
                problems.add(
                    new Problem(
                        name.text(),
                        "is the only member of cluster " + cluster.name(),
                        "'pgv-install uninstall' without --host takes the whole site away")));
    List<HostFacts> voters =
        session.facts().hosts().stream()
            .filter(facts -> facts.managed().units().containsKey(ETCD))
            .toList();
    long staying =
        voters.stream()
            .filter(facts -> !facts.host().equals(name))
            .filter(facts -> facts.remembered().etcd().isPresent())
            .count();
    boolean votes = voters.stream().anyMatch(facts -> facts.host().equals(name));
    if (votes && 2 * staying <= voters.size()) {
      problems.add(
          new Problem(
              name.text(),
              "etcd would have %d of %d members left, no majority"
                  .formatted(staying, voters.size()),
              "see that etcd runs on the other hosts first"));
    }
    return problems;
  }
}
