package org.pgv.installer.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.pgv.installer.host.Host;
import org.pgv.installer.plan.Plan;
import org.pgv.installer.plan.Plan.HostSteps;
import org.pgv.installer.plan.Plan.PlannedStage;
import org.pgv.installer.stage.Gate;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.HostName;

/**
 * Runs a plan: stage by stage, the hosts of a stage at the same time or one by one as the plan
 * says, the gates after them. It decides nothing, and undoes nothing.
 */
public final class Executor {
  private final Map<HostName, Host> hosts;
  private final StepRunner runner;
  private final Journal journal;
  private final Reporter reporter;

  public Executor(
      Map<HostName, Host> hosts, StepRunner runner, Journal journal, Reporter reporter) {
    this.hosts = Map.copyOf(hosts);
    this.runner = runner;
    this.journal = journal;
    this.reporter = reporter;
  }

  /** How a run ended. */
  public sealed interface Outcome {
    record Done(int steps, int gates) implements Outcome {}

    /** It stopped; {@code done} of {@code total} steps are done and stay. */
    record Stopped(List<Problem> problems, int done, int total) implements Outcome {
      public Stopped {
        problems = List.copyOf(problems);
      }
    }
  }

  public Outcome run(Plan plan) {
    Progress progress = new Progress(plan.steps().size(), reporter);
    journal.begun(progress.total());
    for (PlannedStage stage : plan.stages()) {
      List<Problem> problems = run(stage, progress);
      if (!problems.isEmpty()) {
        return new Outcome.Stopped(problems, progress.done(), progress.total());
      }
    }
    journal.finished();
    return new Outcome.Done(progress.total(), plan.gates().size());
  }

  private List<Problem> run(PlannedStage stage, Progress progress) {
    return switch (stage.order()) {
      case ALL_AT_ONCE -> {
        List<Problem> problems = atOnce(stage, stage.hosts(), progress);
        yield problems.isEmpty() ? gates(stage) : problems;
      }
      case ONE_BY_ONE -> oneByOne(stage, progress);
    };
  }

  private List<Problem> oneByOne(PlannedStage stage, Progress progress) {
    for (HostSteps host : stage.hosts()) {
      List<Problem> problems = atOnce(stage, List.of(host), progress);
      problems = problems.isEmpty() ? gates(stage) : problems;
      if (!problems.isEmpty()) {
        return problems;
      }
    }
    return List.of();
  }

  private List<Problem> atOnce(PlannedStage stage, List<HostSteps> all, Progress progress) {
    List<CompletableFuture<Optional<Problem>>> running = new ArrayList<>();
    for (HostSteps steps : all) {
      Host host = hosts.get(steps.host());
      if (host == null) {
        throw new IllegalArgumentException("no connection to host " + steps.host());
      }
      HostRun run = new HostRun(host, stage.name(), runner, journal, progress);
      running.add(
          CompletableFuture.supplyAsync(() -> run.run(steps.steps()), Thread::startVirtualThread));
    }
    try {
      CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Refusal refusal ? refusal : e;
    }
    return running.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
  }

  private List<Problem> gates(PlannedStage stage) {
    Gatekeeper gatekeeper = new Gatekeeper(hosts, reporter);
    for (Gate gate : stage.gates()) {
      Optional<Problem> problem = gatekeeper.pass(stage, gate);
      if (problem.isPresent()) {
        return List.of(problem.get());
      }
    }
    return List.of();
  }
}
