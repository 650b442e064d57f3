package org.pgv.installer.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a host's own package manager says it would do.
 *
 * @param done whether it would get to the end
 * @param reasons its own words on why it would not
 */
record Simulation(boolean done, Changes changes, List<String> reasons) {

  /** Packages by what would happen to them. */
  record Changes(List<String> upgraded, List<String> downgraded, List<String> removed) {
    Changes {
      upgraded = List.copyOf(upgraded);
      downgraded = List.copyOf(downgraded);
      removed = List.copyOf(removed);
    }
  }

  Simulation {
    reasons = List.copyOf(reasons);
  }

  /**
   * What there is to say of it on a host.
   *
   * @param known whether an earlier run has touched the host: what it brought may go to another
   *     version, up or down
   * @param requested the packages that were asked for
   */
  List<Finding> findings(String host, boolean known, Set<String> requested) {
    List<Finding> findings = new ArrayList<>();
    List<String> downgraded =
        changes.downgraded().stream().filter(name -> !known || !requested.contains(name)).toList();
    add(findings, Rule.PACKAGES_REMOVED, host, "would go: ", changes.removed());
    add(findings, Rule.PACKAGES_DOWNGRADED, host, "would go back: ", downgraded);
    if (!known) {
      add(findings, Rule.PACKAGES_UPGRADED, host, "would be upgraded: ", changes.upgraded());
    }
    if (!done && findings.stream().allMatch(f -> f.rule().severity() == Severity.WARNING)) {
      findings.add(new Finding(Rule.CLOSURE, host, String.join("; ", reasons)));
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
