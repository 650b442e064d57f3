package org.pgv.installer.plan;

import java.util.List;
import org.pgv.installer.stage.Gate;
import org.pgv.manifests.value.HostName;

/** What to do, in order: stages with nothing to do and no gate to ask are left out. */
public record Plan(List<PlannedStage> stages) {

  /** Whether the hosts of a stage change at the same time. */
  public enum Order {
    ALL_AT_ONCE,
    /** One host after the other, each passing the gates before the next one begins. */
    ONE_BY_ONE
  }

  /**
   * The steps of one stage, and what must hold after them.
   *
   * @param watched what the gates wait for beside what they ask: no gate waits any longer where one
   *     of these units fails again and again
   */
  public record PlannedStage(
      String name,
      String title,
      List<HostSteps> hosts,
      Order order,
      List<Gate> gates,
      List<HostUnits> watched) {
    public PlannedStage {
      hosts = List.copyOf(hosts);
      gates = List.copyOf(gates);
      watched = List.copyOf(watched);
    }

    /** A stage without gates, or whose gates wait for no unit. */
    public PlannedStage(
        String name, String title, List<HostSteps> hosts, Order order, List<Gate> gates) {
      this(name, title, hosts, order, gates, List.of());
    }
  }

  /** Units of one host that have to run. */
  public record HostUnits(HostName host, List<String> units) {
    public HostUnits {
      units = List.copyOf(units);
    }
  }

  /** The steps of one host in one stage, in order; never empty. */
  public record HostSteps(HostName host, List<Step> steps) {
    public HostSteps {
      steps = List.copyOf(steps);
    }
  }

  public Plan {
    stages = List.copyOf(stages);
  }

  public List<Step> steps() {
    return stages.stream()
        .flatMap(stage -> stage.hosts().stream())
        .flatMap(host -> host.steps().stream())
        .toList();
  }

  /** Whether nothing would change; gates may be left to ask. */
  public boolean changesNothing() {
    return steps().isEmpty();
  }

  public List<Gate> gates() {
    return stages.stream().flatMap(stage -> stage.gates().stream()).toList();
  }
}
