package org.pgv.installer.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pgv.installer.platform.Simulation;

/** What there is to say of what a host's package manager would do. */
final class SimulationJudge {
  private SimulationJudge() {}

  /**
   * The findings on a host.
   *
   * @param known whether an earlier run has touched the host: what it brought may go to another
   *     version, up or down
   * @param requested the packages that were asked for
   */
  static List<Finding> judge(
      Simulation simulation, String host, boolean known, Set<String> requested) {
    List<Finding> findings = new ArrayList<>();
    Simulation.Changes changes = simulation.changes();
    List<String> downgraded =
        changes.downgraded().stream().filter(name -> !known || !requested.contains(name)).toList();
    add(findings, Rule.PACKAGES_REPLACED, host, "gives way to ours: ", changes.replaced());
    add(findings, Rule.PACKAGES_REMOVED, host, "would go: ", changes.removed());
    add(findings, Rule.PACKAGES_DOWNGRADED, host, "would go back: ", downgraded);
    if (!known) {
      add(findings, Rule.PACKAGES_UPGRADED, host, "would be upgraded: ", changes.upgraded());
    }
    if (!simulation.done()
        && findings.stream().allMatch(f -> f.rule().severity() == Severity.WARNING)) {
      findings.add(new Finding(Rule.CLOSURE, host, String.join("; ", simulation.reasons())));
    }
    return findings;
  }

  private static void add(
      List<Finding> findings, Rule rule, String host, String intro, List<String> packages) {
    if (!packages.isEmpty()) {
      findings.add(new Finding(rule, host, intro + Wording.few(packages)));
    }
  }
}
