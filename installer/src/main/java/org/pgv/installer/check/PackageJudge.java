package org.pgv.installer.check;

import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.check.Subject.Candidate;

/** Whether the package manager is ready, and is ours alone. */
final class PackageJudge implements Judge {

  @Override
  public List<Finding> judge(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (Candidate candidate : subject.all()) {
      Survey.Settings settings = candidate.survey().settings();
      List<String> unfinished = candidate.facts().software().unfinished();
      // What a run of ours left unfinished, the next one finishes.
      if (!unfinished.isEmpty() && !candidate.isKnown()) {
        findings.add(
            new Finding(
                Rule.PACKAGES_UNFINISHED,
                candidate.name(),
                "not fully installed: " + Wording.few(unfinished)));
      }
      if (settings.packagesBusy()) {
        findings.add(
            new Finding(
                Rule.PACKAGES_BUSY, candidate.name(), "the package manager's lock is held"));
      }
      if (!settings.automaticUpgrades().isEmpty()) {
        findings.add(
            new Finding(
                Rule.AUTOMATIC_UPGRADES,
                candidate.name(),
                "active: " + String.join(", ", settings.automaticUpgrades())));
      }
      if (settings.tmpNoexec()) {
        findings.add(new Finding(Rule.TMP_NOEXEC, candidate.name(), "/tmp is mounted noexec"));
      }
    }
    return findings;
  }
}
