package org.pgv.installer.plan;

import java.util.List;
import org.pgv.installer.stage.Gate;

/** A plan for programs: what {@code --json} prints. */
public record PlanDocument(
    int steps, List<StageDocument> stages, List<String> due, List<String> notes) {

  /** A stage of it. */
  public record StageDocument(
      String name, String title, String order, List<StepDocument> steps, List<String> gates) {}

  /** A step of it; never a secret. */
  public record StepDocument(String host, String kind, String title, List<String> details) {}

  /**
   * The document of a plan.
   *
   * @param due what is not done until the operator has agreed to it
   * @param notes what is there, and nothing is done about
   */
  public static PlanDocument of(Plan plan, List<String> due, List<String> notes) {
    return new PlanDocument(
        plan.steps().size(),
        plan.stages().stream()
            .map(
                stage ->
                    new StageDocument(
                        stage.name(),
                        stage.title(),
                        stage.order().name(),
                        stage.hosts().stream()
                            .flatMap(host -> host.steps().stream())
                            .map(PlanDocument::step)
                            .toList(),
                        stage.gates().stream().map(Gate::title).toList()))
            .toList(),
        due,
        notes);
  }

  private static StepDocument step(Step step) {
    return new StepDocument(
        step.host().text(), step.getClass().getSimpleName(), step.title(), step.details());
  }
}
