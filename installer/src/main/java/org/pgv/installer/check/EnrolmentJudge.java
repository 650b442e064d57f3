package org.pgv.installer.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.installer.check.Subject.Candidate;
import org.pgv.installer.enrolment.Claim;
import org.pgv.installer.enrolment.Enrolment;
import org.pgv.installer.enrolment.Release;
import org.pgv.manifests.site.Site;

/**
 * Whose the hosts are, and what they were brought to. Every change is refused for the same reasons
 * before it comes to a check; here a person is told of them beside all others.
 *
 * @param floor the bundle that was last applied from here
 */
record EnrolmentJudge(Claim claim, Release bundle, Optional<Release> floor) implements Judge {

  @Override
  public List<Finding> judge(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    floor
        .flatMap(bundle::stepsBackFrom)
        .ifPresent(what -> findings.add(finding(Rule.OLDER_BUNDLE, subject.site(), what)));
    for (Candidate candidate : subject.all()) {
      candidate
          .facts()
          .managed()
          .enrolment()
          .ifPresent(known -> findings.addAll(judge(candidate.name(), known)));
    }
    return findings;
  }

  private List<Finding> judge(String host, Enrolment known) {
    List<Finding> findings = new ArrayList<>();
    claim
        .stranger(known)
        .ifPresent(what -> findings.add(new Finding(Rule.FOREIGN_SITE, host, what)));
    claim.stale(known).ifPresent(what -> findings.add(new Finding(Rule.OLDER_SECRETS, host, what)));
    bundle
        .stepsBackFrom(known.bundle())
        .ifPresent(what -> findings.add(new Finding(Rule.OLDER_BUNDLE, host, what)));
    return findings;
  }

  private static Finding finding(Rule rule, Site site, String what) {
    return new Finding(rule, site.name(), what);
  }
}
