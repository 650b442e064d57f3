package org.pgv.installer.check;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pgv.installer.check.Subject.Candidate;

/** Whether each host is itself and nobody else, and lives in the same time as the others. */
final class IdentityJudge implements Judge {
  private static final Duration DRIFT = Duration.ofMillis(200);
  private static final Duration WRONG = Duration.ofMillis(500);

  @Override
  public List<Finding> judge(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    subject.all().forEach(candidate -> own(candidate, subject, findings));
    twins(subject, findings);
    timeZones(subject.all(), findings);
    return findings;
  }

  private static void own(Candidate candidate, Subject subject, List<Finding> findings) {
    String name = candidate.name();
    String told = candidate.facts().machine().identity().hostName();
    if (!told.equals(name) && !told.equals(subject.site().fqdn(candidate.host().name()))) {
      findings.add(new Finding(Rule.HOST_NAME, name, "calls itself '" + told + "'"));
    }
    String address = candidate.host().address().text();
    List<String> addresses = candidate.facts().network().addresses();
    if (!addresses.isEmpty() && !addresses.contains(address)) {
      findings.add(
          new Finding(
              Rule.ADDRESS,
              name,
              "is to have " + address + ", and has " + String.join(", ", addresses)));
    }
    if (candidate.facts().machine().identity().id().isEmpty()) {
      findings.add(new Finding(Rule.MACHINE_ID, name, "has no machine-id"));
    }
    clock(candidate, findings);
  }

  private static void clock(Candidate candidate, List<Finding> findings) {
    Duration certain = candidate.survey().clock().certain();
    Duration apart = certain.abs();
    String what =
        "its clock is at least %d ms %s this machine's"
            .formatted(apart.toMillis(), certain.isNegative() ? "behind" : "ahead of");
    if (apart.compareTo(WRONG) > 0) {
      findings.add(new Finding(Rule.CLOCK_WRONG, candidate.name(), what));
    } else if (apart.compareTo(DRIFT) > 0) {
      findings.add(new Finding(Rule.CLOCK_DRIFT, candidate.name(), what));
    }
  }

  private static void twins(Subject subject, List<Finding> findings) {
    Map<Rule, Function<Candidate, String>> unique = new LinkedHashMap<>();
    unique.put(Rule.HOST_NAME_TWICE, c -> c.facts().machine().identity().hostName());
    unique.put(Rule.MACHINE_ID, c -> c.facts().machine().identity().id());
    unique.forEach(
        (rule, property) ->
            groups(subject.all(), property)
                .forEach((value, same) -> twins(rule, value, same, subject, findings)));
  }

  private static void twins(
      Rule rule, String value, List<Candidate> same, Subject subject, List<Finding> findings) {
    if (same.size() > 1 && !value.isEmpty()) {
      findings.add(
          new Finding(rule, subject.site().name(), names(same) + " have the same: " + value));
    }
  }

  /** Where hosts disagree, those that differ from most are named. */
  private static void timeZones(Collection<Candidate> all, List<Finding> findings) {
    Map<String, List<Candidate>> zones = groups(all, IdentityJudge::timeRules);
    String usual =
        zones.values().stream()
            .max(Comparator.comparingInt(List::size))
            .map(most -> most.getFirst().survey().settings().timeZone())
            .orElse("");
    for (Candidate candidate : all) {
      String zone = candidate.survey().settings().timeZone();
      if (!rules(zone).equals(rules(usual))) {
        findings.add(
            new Finding(
                Rule.TIME_ZONE, candidate.name(), "is in " + zone + ", other hosts in " + usual));
      }
    }
  }

  private static String timeRules(Candidate candidate) {
    return rules(candidate.survey().settings().timeZone());
  }

  /** Zones of one name or another are the same where their clocks always show the same. */
  private static String rules(String zone) {
    try {
      ZoneRules rules =
          ZoneId.of(zone.contains("localtime") || zone.isEmpty() ? "UTC" : zone).getRules();
      return rules + " " + rules.hashCode();
    } catch (DateTimeException _) {
      return zone;
    }
  }

  private static SequencedMap<String, List<Candidate>> groups(
      Collection<Candidate> all, Function<Candidate, String> property) {
    return all.stream()
        .collect(Collectors.groupingBy(property, LinkedHashMap::new, Collectors.toList()));
  }

  private static String names(List<Candidate> candidates) {
    return candidates.stream().map(Candidate::name).collect(Collectors.joining(", "));
  }
}
