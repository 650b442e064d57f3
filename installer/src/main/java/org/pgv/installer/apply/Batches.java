package org.pgv.installer.apply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.plan.Step;

/** Cuts the steps of a host into what is sent at once: quick ones together, slow ones alone. */
final class Batches {
  private static final Duration WAIT_FOR_LEFTOVER = Duration.ofMinutes(15);

  private Batches() {}

  static List<List<Step>> of(List<Step> steps) {
    List<List<Step>> batches = new ArrayList<>();
    List<Step> quick = new ArrayList<>();
    for (Step step : steps) {
      if (isQuick(step)) {
        quick.add(step);
        continue;
      }
      addTo(batches, quick);
      quick = new ArrayList<>();
      batches.add(List.of(step));
    }
    addTo(batches, quick);
    return batches;
  }

  private static void addTo(List<List<Step>> batches, List<Step> batch) {
    if (!batch.isEmpty()) {
      batches.add(List.copyOf(batch));
    }
  }

  /** How long a batch may take, with the wait for a step that an earlier run left at work. */
  static Duration limit(List<Step> batch) {
    Duration own =
        switch (batch.getFirst()) {
          case Step.InstallPackages _, Step.CopyTree _, Step.CopyFile _ -> Duration.ofMinutes(60);
          case Step.RunScript(var _, var script) -> script.limit();
          case Step.Correct(var _, var correction) -> correction.script().limit();
          // A backup or a restore of terabytes.
          case Step.Perform _ -> Duration.ofDays(2);
          default -> Duration.ofMinutes(10);
        };
    return own.plus(WAIT_FOR_LEFTOVER);
  }

  private static boolean isQuick(Step step) {
    return switch (step) {
      case Step.WriteFile _,
          Step.WriteBlock _,
          Step.MakeDirectory _,
          Step.MoveAside _,
          Step.RemoveFile _,
          Step.RemoveBlock _,
          Step.RestoreFile _,
          Step.Forget _,
          Step.EnableUnit _,
          Step.EraseRecord _ ->
          true;
      case Step.InstallPackages _,
          Step.CopyTree _,
          Step.CopyFile _,
          Step.RestartUnit _,
          Step.ReloadUnit _,
          Step.MaskUnit _,
          Step.RunScript _,
          Step.LoadRules _,
          Step.Correct _,
          Step.Perform _,
          Step.RemoveDirectory _,
          Step.RetireUnit _ ->
          false;
    };
  }
}
