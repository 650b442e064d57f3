package org.pgv.installer.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.problem.Spelling;

/** The errors that a site accepts, by name. */
public record Waivers(Set<Rule> rules) {
  public Waivers {
    rules = rules.isEmpty() ? EnumSet.noneOf(Rule.class) : EnumSet.copyOf(rules);
  }

  /** Refuses names that are unknown, or that cannot be waived, all at once. */
  public static Waivers of(Collection<String> names) {
    Set<Rule> rules = EnumSet.noneOf(Rule.class);
    List<Problem> problems = new ArrayList<>();
    for (String name : names) {
      Rule.of(name)
          .filter(rule -> rule.severity() == Severity.WARNING || rule.waivable())
          .ifPresentOrElse(rules::add, () -> problems.add(problem(name)));
    }
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.USAGE, problems);
    }
    return new Waivers(rules);
  }

  /** Whether a finding is accepted. */
  public boolean accept(Finding finding) {
    return finding.rule().waivable() && rules.contains(finding.rule());
  }

  private static Problem problem(String name) {
    if (Rule.of(name).isPresent()) {
      return new Problem("waive", "'" + name + "' cannot be waived", "it has to be mended");
    }
    return new Problem(
        "waive", "unknown finding '" + name + "'", Spelling.hint(name, Rule.waivableIds()));
  }
}
