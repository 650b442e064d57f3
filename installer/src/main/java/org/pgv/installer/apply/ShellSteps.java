package org.pgv.installer.apply;

import java.time.Duration;
import java.util.List;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Host;
import org.pgv.installer.plan.Step;
import org.pgv.manifests.report.Reporter;

/** Does steps by a shell script for each batch. */
public final class ShellSteps implements StepRunner {
  private final Reporter reporter;

  public ShellSteps(Reporter reporter) {
    this.reporter = reporter;
  }

  @Override
  public Result run(Host host, List<Step> batch) {
    Exit exit =
        switch (batch.getFirst()) {
          case Step.LoadRules rules -> load(host, rules);
          case Step.CopyTree copy ->
              send(
                  host,
                  StepScript.receive(copy),
                  new TarStream(copy.tree().source(), reporter, task(copy)),
                  Batches.limit(batch));
          case Step.CopyFile copy ->
              send(
                  host,
                  StepScript.receive(copy),
                  new FileStream(copy.file(), reporter, task(copy)),
                  Batches.limit(batch));
          default -> host.run(Command.script(StepScript.of(batch), Batches.limit(batch)));
        };
    return new Result(exit.good() ? batch.size() : done(exit, batch.size()), exit);
  }

  /** Rules that let no new connection in are taken back by the host itself. */
  private static Exit load(Host host, Step.LoadRules rules) {
    Duration limit = Batches.limit(List.of(rules));
    Exit tried = host.run(Command.script(StepScript.trial(rules), limit));
    return tried.good() ? host.runAnew(Command.script(StepScript.verdict(rules), limit)) : tried;
  }

  /** A {@link org.pgv.manifests.problem.Refusal} where what was sent is not what was signed. */
  private static Exit send(Host host, List<String> receiver, VouchedInput input, Duration limit) {
    Exit exit = host.run(new Command(receiver, input, limit));
    input
        .fault()
        .ifPresent(
            refusal -> {
              throw refusal;
            });
    return exit;
  }

  private static String task(Step step) {
    return step.host() + ": " + step.title();
  }

  /** How many steps said that they were done, before one was not. */
  private static int done(Exit exit, int size) {
    String output =
        switch (exit) {
          case Exit.Code(int _, String printed, String _) -> printed;
          case Exit.Killed(String _, String printed) -> printed;
          case Exit.Unknown _ -> "";
        };
    int done = 0;
    while (done < size - 1 && output.contains(StepScript.doneLine(done))) {
      done++;
    }
    return done;
  }
}
