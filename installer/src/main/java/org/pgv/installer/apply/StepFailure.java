package org.pgv.installer.apply;

import java.util.stream.Collectors;
import org.pgv.installer.host.Exit;
import org.pgv.installer.plan.Step;
import org.pgv.manifests.problem.Problem;

/** What a person is told of a step that failed: where, what, and what to do about it. */
final class StepFailure {
  private static final String AGAIN = "then run the same command again: it goes on from here";

  private StepFailure() {}

  static Problem of(String stage, Step step, Exit exit) {
    String story =
        exit.story()
            .lines()
            .filter(line -> !line.contains(StepScript.DONE_MARK))
            .collect(Collectors.joining("\n"));
    return new Problem(
        step.host() + ", stage " + stage,
        "could not " + step.title() + ": " + story,
        hint(step, exit, story));
  }

  private static String hint(Step step, Exit exit, String story) {
    if (exit instanceof Exit.Unknown && !(step instanceof Step.LoadRules)) {
      return "see that the host is up and reachable, " + AGAIN;
    }
    if (story.contains("No space left on device") || story.contains("enough free space")) {
      return "make room on " + step.host() + " ('df -h' shows where), " + AGAIN;
    }
    return switch (step) {
      case Step.LoadRules _ ->
          "unless the rules are kept, the ones before come back on "
              + step.host()
              + " by themselves; see"
              + " that 'firewall.admins' in the site file has the address this machine comes from, "
              + AGAIN;
      case Step.RestartUnit restart -> unit(restart, restart.unit());
      case Step.ReloadUnit reload -> unit(reload, reload.unit());
      case Step.MaskUnit mask -> unit(mask, mask.unit());
      case Step.RetireUnit retire -> unit(retire, retire.unit());
      case Step.InstallPackages install ->
          install.manager().log() + " on " + step.host() + " has the rest; mend it, " + AGAIN;
      default -> "mend it on " + step.host() + ", " + AGAIN;
    };
  }

  private static String unit(Step step, String unit) {
    return "see 'journalctl -u " + unit + "' on " + step.host() + ", " + AGAIN;
  }
}
