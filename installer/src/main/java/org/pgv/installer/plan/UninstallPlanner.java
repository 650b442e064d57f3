package org.pgv.installer.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Function;
import org.pgv.installer.plan.Plan.HostSteps;
import org.pgv.installer.plan.Plan.Order;
import org.pgv.installer.plan.Plan.PlannedStage;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.probe.Managed;
import org.pgv.installer.resource.Resource;

/**
 * The plan that takes everything of ours away. It follows from the hosts' own records alone:
 * neither bundle nor site file nor secrets are needed, and nothing of it ever expires.
 */
public final class UninstallPlanner {
  private UninstallPlanner() {}

  /**
   * Units stop everywhere, one kind after the other, before any file goes.
   *
   * @param purgeData whether the data goes too
   */
  public static Plan plan(SiteFacts facts, boolean purgeData) {
    List<PlannedStage> stages = new ArrayList<>();
    for (String unit : units(facts)) {
      stages.add(
          stage(
              "units",
              "stop " + unit,
              facts,
              host ->
                  leftovers(host).units().stream()
                      .filter(s -> s instanceof Step.RetireUnit r && r.unit().equals(unit))
                      .toList()));
    }
    stages.add(
        stage(
            "files",
            "put back what was there before",
            facts,
            host -> leftovers(host).files(purgeData)));
    stages.add(stage("record", "forget what was managed", facts, host -> erase(host, purgeData)));
    return new Plan(stages.stream().filter(stage -> !stage.hosts().isEmpty()).toList());
  }

  /** Every unit of any host, the last one managed first. */
  private static SequencedSet<String> units(SiteFacts facts) {
    SequencedSet<String> names = new LinkedHashSet<>();
    facts.hosts().forEach(host -> names.addAll(host.managed().units().sequencedKeySet()));
    return names.reversed();
  }

  private static Leftovers leftovers(HostFacts facts) {
    return new Leftovers(facts, Wanted.of(List.<Resource>of()));
  }

  /** Data that stays is known as ours afterwards: an apply takes it up, or a purge finds it. */
  private static List<Step> erase(HostFacts facts, boolean purgeData) {
    Managed managed = facts.managed();
    boolean keepsData = !purgeData && managed.paths().values().stream().anyMatch(Data::stays);
    boolean onlyData =
        managed.paths().values().stream().allMatch(Data::isRecorded)
            && managed.blocks().isEmpty()
            && managed.units().isEmpty()
            && managed.stamps().isEmpty();
    boolean untouched = onlyData && managed.paths().isEmpty() && managed.enrolment().isEmpty();
    return untouched || (onlyData && keepsData)
        ? List.of()
        : List.of(new Step.EraseRecord(facts.host(), keepsData));
  }

  private static final class Data {
    static boolean isRecorded(Managed.ManagedPath path) {
      return path.kind() == Managed.Kind.DATA;
    }

    /** A folder that is gone is nobody's. */
    static boolean stays(Managed.ManagedPath path) {
      return isRecorded(path) && !(path.state() instanceof Managed.PathState.Missing);
    }
  }

  private static PlannedStage stage(
      String name, String title, SiteFacts facts, Function<HostFacts, List<Step>> steps) {
    List<HostSteps> hosts = new ArrayList<>();
    for (HostFacts host : facts.hosts()) {
      List<Step> mine = steps.apply(host);
      if (!mine.isEmpty()) {
        hosts.add(new HostSteps(host.host(), mine));
      }
    }
    return new PlannedStage(name, title, hosts, Order.ALL_AT_ONCE, List.of());
  }
}
