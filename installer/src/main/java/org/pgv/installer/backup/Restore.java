package org.pgv.installer.backup;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pgv.installer.apply.Executor.Outcome;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.component.pgbackrest.Target;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Host;
import org.pgv.installer.plan.Plan;
import org.pgv.installer.session.Installer.Operated;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.site.SiteHost;

/** Brings a cluster back to a point in time, in its place. */
public final class Restore {
  private final Operated site;
  private final Stanza stanza;
  private final Route route;
  private final RestorePlanner planner;
  private final Reporter reporter;

  private Restore(
      Operated site, Stanza stanza, Route route, RestorePlanner planner, Reporter reporter) {
    this.site = site;
    this.stanza = stanza;
    this.route = route;
    this.planner = planner;
    this.reporter = reporter;
  }

  /**
   * What is asked for.
   *
   * @param timeline the branch of history that is followed; the newest where absent
   * @param loseUnarchived whether to go on where what was written last cannot be archived, or is
   *     behind a gap
   */
  public record Wish(Target target, Optional<Integer> timeline, boolean loseUnarchived) {}

  /** Chooses the member to restore on; refuses what cannot be reached from the repository. */
  public static Restore prepare(
      Operated site, Stanza stanza, Wish wish, Clock clock, Reporter reporter) {
    Target target = wish.target();
    Reach reach = Reach.of(stanza, site.fleet());
    reach.require(target, clock.instant());
    if (target instanceof Target.Latest && wish.timeline().isEmpty() && !wish.loseUnarchived()) {
      reach.requireAll();
    }
    SiteHost chosen = chosen(site, stanza);
    Host host = site.fleet().host(chosen.name());
    Route route = Route.find(target, wish.timeline(), stanza, host, reach.catalog());
    RestorePlanner planner = new RestorePlanner(stanza, chosen, wish.loseUnarchived());
    return new Restore(site, stanza, route, planner, reporter);
  }

  /** A replica, so that the primary keeps what it has until the restored cluster is up. */
  static SiteHost chosen(Operated site, Stanza stanza) {
    List<SiteHost> members = stanza.members();
    for (SiteHost member : members.reversed()) {
      String question = RestoreScripts.isReplica(stanza);
      Exit exit =
          site.fleet().host(member.name()).run(Command.script(question, Duration.ofSeconds(20)));
      if (exit.good()) {
        return member;
      }
    }
    return members.getLast();
  }

  /** The point, as a person says it. */
  public String words() {
    return route.words();
  }

  public Plan plan() {
    return planner.plan(route);
  }

  /** Runs the plan; where it fails before anything is lost, puts the cluster back. */
  public Outcome run() {
    Outcome outcome = site.run(plan());
    if (!(outcome instanceof Outcome.Stopped stopped) || !isBeforeLoss(stopped)) {
      return outcome;
    }
    if (!planner.canUndo()) {
      return withHint(stopped, "its data is gone: restore to another point, such as --to latest");
    }
    reporter.say("the restore failed; putting " + stanza.name() + " back to what it was");
    return switch (site.run(planner.undo())) {
      case Outcome.Done _ ->
          withHint(stopped, stanza.name() + " is what it was before, and serves its clients");
      case Outcome.Stopped undo -> undo;
    };
  }

  /** These stages stop the cluster, and leave all members but the chosen one as they were. */
  private boolean isBeforeLoss(Outcome.Stopped stopped) {
    return stopped.problems().stream()
        .allMatch(
            problem ->
                List.of("stop", "restore").stream()
                    .anyMatch(stage -> problem.where().endsWith(", stage " + stage)));
  }

  private static Outcome withHint(Outcome.Stopped stopped, String hint) {
    return new Outcome.Stopped(
        stopped.problems().stream()
            .map(problem -> new Problem(problem.where(), problem.what(), hint))
            .toList(),
        stopped.done(),
        stopped.total());
  }
}
