package org.pgv.installer.apply;

import java.util.List;
import java.util.Optional;
import org.pgv.installer.host.Host;
import org.pgv.installer.plan.Step;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/** Does the steps of one stage on one host, and stops at the first that fails. */
final class HostRun {
  private final Host host;
  private final String stage;
  private final StepRunner runner;
  private final Journal journal;
  private final Progress progress;

  HostRun(Host host, String stage, StepRunner runner, Journal journal, Progress progress) {
    this.host = host;
    this.stage = stage;
    this.runner = runner;
    this.journal = journal;
    this.progress = progress;
  }

  /** What went wrong; empty where nothing did, or where another host's failure stopped this one. */
  Optional<Problem> run(List<Step> steps) {
    for (List<Step> batch : Batches.of(steps)) {
      if (progress.isStopped()) {
        return Optional.empty();
      }
      Optional<Problem> problem = batch(batch);
      if (problem.isPresent()) {
        progress.stop();
        return problem;
      }
    }
    return Optional.empty();
  }

  private Optional<Problem> batch(List<Step> batch) {
    journal.starting(stage, batch);
    batch.forEach(progress::starting);
    StepRunner.Result result = attempt(batch);
    progress.done(result.done());
    journal.done(stage, batch.subList(0, result.done()));
    if (result.exit().good()) {
      return Optional.empty();
    }
    Step failed = batch.get(result.done());
    journal.failed(stage, failed);
    return Optional.of(StepFailure.of(stage, failed, result.exit()));
  }

  /** What is not trusted ends the whole run, and the other hosts stop after what they are at. */
  private StepRunner.Result attempt(List<Step> batch) {
    try {
      return runner.run(host, batch);
    } catch (Refusal refusal) {
      journal.failed(stage, batch.getFirst());
      progress.stop();
      throw refusal;
    }
  }
}
