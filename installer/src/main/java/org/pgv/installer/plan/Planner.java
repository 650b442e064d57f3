package org.pgv.installer.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pgv.installer.plan.Plan.HostSteps;
import org.pgv.installer.plan.Plan.Order;
import org.pgv.installer.plan.Plan.PlannedStage;
import org.pgv.installer.stage.Gate;
import org.pgv.installer.stage.Stage;
import org.pgv.installer.stage.Stage.HostResources;
import org.pgv.manifests.value.HostName;

/** Compares what must be so with what is so. Pure: the same input gives the same plan. */
public final class Planner {
  private static final String RETIRED = "retired";
  private static final String LEFTOVERS = "leftovers";

  private Planner() {}

  /**
   * The plan that brings a site to these stages. Services that they no longer name stop before
   * anything else changes: one that went on beside those that know nothing of it any more could
   * hold what only one may hold. Their files go at the end.
   */
  public static Plan plan(List<Stage> stages, SiteFacts facts) {
    List<PlannedStage> planned = new ArrayList<>();
    Map<String, List<PlannedStage>> awaited = new HashMap<>();
    Running running = new Running();
    planned.add(
        leftovers(RETIRED, "stop what is no longer wanted", stages, facts, Leftovers::units));
    for (Stage stage : stages) {
      awaited.getOrDefault(stage.name(), List.of()).stream()
          .map(running::watchedIn)
          .forEach(planned::add);
      running.add(stage);
      PlannedStage next = running.watchedIn(planned(stage, facts));
      planned.add(next);
      later(stage, next.order())
          .ifPresent(
              later ->
                  awaited
                      .computeIfAbsent(later.before(), _ -> new ArrayList<>())
                      .add(awaited(next, later, facts)));
    }
    planned.add(
        leftovers(
            LEFTOVERS, "remove what is no longer wanted", stages, facts, Leftovers::otherSteps));
    return new Plan(
        planned.stream().filter(s -> !s.hosts().isEmpty() || !s.gates().isEmpty()).toList());
  }

  private static PlannedStage planned(Stage stage, SiteFacts facts) {
    List<HostSteps> hosts = new ArrayList<>();
    for (HostResources wanted : stage.hosts()) {
      HostPlanner planner = new HostPlanner(facts.of(wanted.host()));
      List<Step> steps =
          wanted.resources().stream().flatMap(r -> planner.step(r).stream()).toList();
      if (!steps.isEmpty()) {
        hosts.add(new HostSteps(wanted.host(), steps));
      }
    }
    Order order = order(stage, hosts);
    List<Gate> gates = new ArrayList<>(stage.gates());
    if (order == Order.ONE_BY_ONE) {
      stage.later().ifPresent(later -> gates.addAll(later.gates()));
    }
    return new PlannedStage(stage.name(), stage.title(), hosts, order, asked(gates, hosts, facts));
  }

  /** Where nothing changes, nothing is asked, unless nobody knows how the last run ended. */
  private static List<Gate> asked(List<Gate> gates, List<HostSteps> hosts, SiteFacts facts) {
    return hosts.isEmpty() && facts.lastRunFinished() ? List.of() : gates;
  }

  private static Optional<Stage.Later> later(Stage stage, Order order) {
    return order == Order.ONE_BY_ONE ? Optional.empty() : stage.later();
  }

  private static PlannedStage awaited(PlannedStage begun, Stage.Later later, SiteFacts facts) {
    return new PlannedStage(
        begun.name() + "-awaited",
        "wait for what " + begun.name() + " began",
        List.of(),
        Order.ALL_AT_ONCE,
        asked(later.gates(), begun.hosts(), facts));
  }

  /** Whoever serves clients already must not be restarted everywhere at once. */
  private static Order order(Stage stage, List<HostSteps> hosts) {
    boolean interrupts =
        hosts.stream()
            .flatMap(host -> host.steps().stream())
            .anyMatch(step -> step instanceof Step.RestartUnit restart && restart.wasRunning());
    return stage.rollout() == Stage.Rollout.ROLLING && interrupts
        ? Order.ONE_BY_ONE
        : Order.ALL_AT_ONCE;
  }

  private static PlannedStage leftovers(
      String name,
      String title,
      List<Stage> stages,
      SiteFacts facts,
      Function<Leftovers, List<Step>> some) {
    List<HostSteps> hosts = new ArrayList<>();
    for (var host : facts.hosts()) {
      List<Step> steps = some.apply(new Leftovers(host, wantedOn(host.host(), stages)));
      if (!steps.isEmpty()) {
        hosts.add(new HostSteps(host.host(), steps));
      }
    }
    return new PlannedStage(name, title, hosts, Order.ALL_AT_ONCE, List.of());
  }

  private static Wanted wantedOn(HostName host, List<Stage> stages) {
    return Wanted.of(
        stages.stream()
            .flatMap(stage -> stage.hosts().stream())
            .filter(resources -> resources.host().equals(host))
            .flatMap(resources -> resources.resources().stream())
            .toList());
  }
}
