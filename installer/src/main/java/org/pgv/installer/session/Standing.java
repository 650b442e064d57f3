package org.pgv.installer.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.pgv.installer.enrolment.Claim;
import org.pgv.installer.enrolment.Enrolment;
import org.pgv.installer.enrolment.Generation;
import org.pgv.installer.enrolment.Release;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.secret.SiteCredentials;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.site.Site;

/**
 * Whether this machine may go on from what hosts were brought to: they are ours, or nobody's, our
 * secrets are not older than theirs, and the bundle is not older than the last one.
 */
final class Standing {
  static final String STRANGER =
      "work on the admin host of that site, or restore its PGV_HOME here; where all copies are"
          + " lost: docs/how-to/change-the-admin-host.md";
  private static final String STALE =
      "work on the admin host that has the newer ones, or restore their latest copy; where that is"
          + " lost, --older-secrets goes on with these";
  private static final String DOWNGRADE =
      "name the newer bundle, or say --allow-downgrade to go back, which most packages do not"
          + " support";

  private Standing() {}

  /** Refuses before anything is changed or kept. */
  static void require(
      Site site, Collection<HostFacts> facts, SiteCredentials credentials, Overrides overrides) {
    Claim claim = claim(site, credentials);
    List<Problem> problems = new ArrayList<>();
    List<Generation> lost = new ArrayList<>();
    for (HostFacts host : facts) {
      Optional<Enrolment> enrolment = host.managed().enrolment();
      enrolment
          .flatMap(claim::stranger)
          .ifPresent(what -> problems.add(problem(host, what, STRANGER)));
      enrolment
          .filter(known -> claim.stale(known).isPresent())
          .ifPresent(known -> lost.add(known.secrets()));
      if (!overrides.olderSecrets()) {
        enrolment.flatMap(claim::stale).ifPresent(what -> problems.add(problem(host, what, STALE)));
      }
    }
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.PREFLIGHT, problems);
    }
    if (!lost.isEmpty()) {
      credentials.replace(lost);
    }
  }

  /** Refuses a bundle that is older than what hosts, or we, remember. */
  static void require(
      Release bundle, Collection<HostFacts> facts, Optional<Release> floor, Overrides overrides) {
    if (overrides.downgrade()) {
      return;
    }
    List<Problem> problems = new ArrayList<>();
    floor
        .flatMap(bundle::stepsBackFrom)
        .ifPresent(what -> problems.add(new Problem(bundle.name(), what, DOWNGRADE)));
    for (HostFacts host : facts) {
      host.managed()
          .enrolment()
          .flatMap(known -> bundle.stepsBackFrom(known.bundle()))
          .ifPresent(what -> problems.add(problem(host, what, DOWNGRADE)));
    }
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.DOWNGRADE, problems);
    }
  }

  /** Refuses hosts that are not ours, where no secrets need be kept here. */
  static void requireOurs(Claim claim, Collection<HostFacts> facts, String hint) {
    List<Problem> problems = new ArrayList<>();
    for (HostFacts host : facts) {
      host.managed()
          .enrolment()
          .flatMap(claim::stranger)
          .ifPresent(what -> problems.add(problem(host, what, hint)));
    }
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.PREFLIGHT, problems);
    }
  }

  static Claim claim(Site site, SiteCredentials credentials) {
    return Claim.of(site.name(), credentials.authorities().root(), credentials.lineage());
  }

  private static Problem problem(HostFacts host, String what, String hint) {
    return new Problem(host.host().text(), what, hint);
  }
}
