package org.pgv.installer.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pgv.installer.plan.Plan.HostSteps;
import org.pgv.installer.plan.Plan.Order;
import org.pgv.installer.plan.Plan.PlannedStage;
import org.pgv.installer.resource.Content;
import org.pgv.installer.resource.ManagedFile;
import org.pgv.installer.resource.Ruleset;
import org.pgv.installer.stage.Gate;

/** A plan as a person reads it. */
public final class PlanText {
  private final Map<PlannedFile, String> present;
  private final boolean diffs;

  private PlanText(Map<PlannedFile, String> present, boolean diffs) {
    this.present = present;
    this.diffs = diffs;
  }

  /** The steps alone. */
  public static String of(Plan plan) {
    return new PlanText(Map.of(), false).text(plan);
  }

  /**
   * The steps, and how each file changes; what is secret is never shown.
   *
   * @param present what the files hold now, where they are there
   */
  public static String withDiffs(Plan plan, Map<PlannedFile, String> present) {
    return new PlanText(present, true).text(plan);
  }

  private String text(Plan plan) {
    if (plan.changesNothing() && plan.gates().isEmpty()) {
      return "nothing to do: every host is as the site file says\n";
    }
    StringBuilder text = new StringBuilder();
    for (PlannedStage stage : plan.stages()) {
      stage(stage, text);
    }
    return text.append(summary(plan)).append('\n').toString();
  }

  /** What is not done until the operator has agreed to it. */
  public static String due(List<String> due) {
    return due.stream().map(each -> "due: " + each + "\n").collect(Collectors.joining());
  }

  /** What stands below a plan: what is there, and nothing is done about. */
  public static String notes(List<String> notes) {
    return notes.stream().map(note -> "note: " + note + "\n").collect(Collectors.joining());
  }

  /** How much there is to do, on one line. */
  public static String summary(Plan plan) {
    long hosts = plan.steps().stream().map(Step::host).distinct().count();
    return count(plan.steps().size(), "step")
        + " on "
        + count(hosts, "host")
        + ", "
        + count(plan.gates().size(), "gate");
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private void stage(PlannedStage stage, StringBuilder text) {
    text.append(stage.name()).append(": ").append(stage.title());
    text.append(stage.order() == Order.ONE_BY_ONE ? ", one host after the other\n" : "\n");
    int width = stage.hosts().stream().mapToInt(h -> h.host().text().length()).max().orElse(0);
    for (HostSteps host : stage.hosts()) {
      String name = host.host().text();
      for (Step step : host.steps()) {
        text.append("  ").append(name).append(" ".repeat(width - name.length() + 2));
        text.append(step.title()).append('\n');
        step.details().forEach(detail -> text.append("      ").append(detail).append('\n'));
        diff(step).ifPresent(text::append);
        name = "";
      }
    }
    for (Gate gate : stage.gates()) {
      text.append("  until ").append(gate.title()).append('\n');
    }
    text.append('\n');
  }

  private Optional<String> diff(Step step) {
    Optional<ManagedFile> written = written(step).filter(_ -> diffs);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Content content = written.get().content();
    String old = present.getOrDefault(new PlannedFile(step.host(), written.get().path()), "");
    if (content.secret()) {
      return Optional.of("      (secret, not shown)\n");
    }
    return Optional.of(
        TextDiff.lines(old, content.text()).stream()
            .map(line -> "      " + line + "\n")
            .collect(Collectors.joining()));
  }

  /** The files a plan writes and may show. */
  public static List<PlannedFile> shown(Plan plan) {
    return plan.steps().stream()
        .flatMap(
            step ->
                written(step)
                    .filter(file -> !file.content().secret())
                    .map(file -> new PlannedFile(step.host(), file.path()))
                    .stream())
        .toList();
  }

  private static Optional<ManagedFile> written(Step step) {
    return switch (step) {
      case Step.WriteFile(var _, ManagedFile file) -> Optional.of(file);
      case Step.LoadRules(var _, Ruleset rules, var _) -> Optional.of(rules.file());
      default -> Optional.empty();
    };
  }
}
