package org.pgv.installer.check;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pgv.manifests.problem.Problem;

/** All findings of a check, and which of them the site accepts. */
public record CheckReport(List<Finding> findings, Waivers waivers) {
  public CheckReport {
    findings =
        findings.stream()
            .sorted(
                Comparator.comparing((Finding finding) -> finding.rule().severity())
                    .thenComparing(Finding::rule)
                    .thenComparing(Finding::host)
                    .thenComparing(Finding::what))
            .toList();
  }

  /** The errors that nobody has accepted: with one left, nothing may be changed. */
  public List<Finding> errors() {
    return findings.stream()
        .filter(finding -> finding.rule().severity() == Severity.ERROR && !waivers.accept(finding))
        .toList();
  }

  /** The errors that the site accepts. */
  public List<Finding> waived() {
    return findings.stream().filter(waivers::accept).toList();
  }

  public List<Finding> warnings() {
    return findings.stream().filter(f -> f.rule().severity() == Severity.WARNING).toList();
  }

  /** The errors as problems, as every command shows them. */
  public List<Problem> problems() {
    return errors().stream()
        .map(
            finding ->
                new Problem(
                    finding.host(),
                    finding.rule().id() + ": " + finding.what(),
                    finding.rule().mend()))
        .toList();
  }

  /** For people: each finding with why it matters and how to mend it, and a count. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(
          """
          %s %s: %s (%s)
            why:  %s
            mend: %s
          """
              .formatted(
                  state(finding),
                  finding.host(),
                  finding.what(),
                  finding.rule().id(),
                  finding.rule().why(),
                  finding.rule().mend()));
    }
    return text.append(summary()).append('\n').toString();
  }

  /** How many there are of each kind. */
  public String summary() {
    if (findings.isEmpty()) {
      return "nothing found";
    }
    String waived = waived().isEmpty() ? "" : ", " + waived().size() + " waived";
    return count(errors().size(), "error") + ", " + count(warnings().size(), "warning") + waived;
  }

  /** For programs. */
  public Map<String, Object> json() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("errors", errors().size());
    document.put("warnings", warnings().size());
    document.put("waived", waived().size());
    document.put("findings", findings.stream().map(this::json).toList());
    return document;
  }

  private Map<String, Object> json(Finding finding) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("id", finding.rule().id());
    entry.put("severity", finding.rule().severity().name().toLowerCase(Locale.ROOT));
    entry.put("waived", waivers.accept(finding));
    entry.put("host", finding.host());
    entry.put("what", finding.what());
    entry.put("why", finding.rule().why());
    entry.put("mend", finding.rule().mend());
    return entry;
  }

  private String state(Finding finding) {
    return waivers.accept(finding)
        ? "waived"
        : finding.rule().severity().name().toLowerCase(Locale.ROOT);
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
