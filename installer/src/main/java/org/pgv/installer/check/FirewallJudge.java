package org.pgv.installer.check;

import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.check.Subject.Candidate;
import org.pgv.installer.component.firewall.Admission;
import org.pgv.installer.probe.Network;
import org.pgv.manifests.site.Firewall;
import org.pgv.manifests.value.IpAddress;

/** Whether our rules would let us in again, and whether others have a say in who gets in. */
final class FirewallJudge implements Judge {

  @Override
  public List<Finding> judge(Subject subject) {
    return subject.site().settings().firewall().stream()
        .flatMap(
            firewall ->
                subject.all().stream()
                    .flatMap(candidate -> findings(subject, candidate, firewall).stream()))
        .toList();
  }

  private static List<Finding> findings(Subject subject, Candidate candidate, Firewall wanted) {
    List<Finding> findings = new ArrayList<>();
    Network network = candidate.facts().network();
    Admission admission = new Admission(subject.site(), candidate.host(), network);
    network
        .firewall()
        .installer()
        .filter(from -> !admission.lets(from, wanted.admins()))
        .ifPresent(from -> findings.add(cut(candidate, from)));
    if (!network.firewall().changes().isEmpty()) {
      findings.add(
          new Finding(
              Rule.FIREWALL_CHANGED,
              candidate.name(),
              "rules were changed by hand: " + String.join(", ", network.firewall().changes())));
    }
    findings.addAll(others(candidate, network.firewall().others()));
    return findings;
  }

  private static List<Finding> others(Candidate candidate, List<String> tables) {
    if (tables.isEmpty()) {
      return List.of();
    }
    return List.of(
        new Finding(
            Rule.FIREWALL_OTHERS,
            candidate.name(),
            "packets also pass " + String.join(", ", tables)));
  }

  private static Finding cut(Candidate candidate, IpAddress from) {
    return new Finding(
        Rule.FIREWALL_SSH,
        candidate.name(),
        "this machine comes from " + from + ", which is in none of 'firewall.admins'");
  }
}
