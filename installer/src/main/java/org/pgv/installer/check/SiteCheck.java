package org.pgv.installer.check;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.pgv.installer.check.Subject.Candidate;
import org.pgv.installer.enrolment.Claim;
import org.pgv.installer.enrolment.Release;
import org.pgv.installer.host.Host;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.value.HostName;

/**
 * Looks whether a site can be brought to what is wanted, and changes nothing. Where no package is
 * missing on a host its package manager is not asked.
 */
public final class SiteCheck {
  static final List<Judge> JUDGES =
      List.of(
          new SystemJudge(),
          new SpaceJudge(),
          new IdentityJudge(),
          new NameJudge(),
          new PortJudge(),
          new ReachJudge(),
          new FirewallJudge(),
          new AddressJudge(),
          new AccessJudge(),
          new DataJudge(),
          new DriveJudge(),
          new PackageJudge());

  private final Clock clock;
  private final List<Judge> judges;

  private SiteCheck(Clock clock, List<Judge> judges) {
    this.clock = clock;
    this.judges = judges;
  }

  /** A check by somebody who was found to be the right one. */
  public SiteCheck(Clock clock) {
    this(clock, JUDGES);
  }

  /**
   * A check by anybody.
   *
   * @param floor the bundle that was last applied from here
   */
  public static SiteCheck ofAnybody(
      Clock clock, Claim claim, Release bundle, Optional<Release> floor) {
    List<Judge> judges = new ArrayList<>(List.of(new EnrolmentJudge(claim, bundle, floor)));
    judges.addAll(JUDGES);
    return new SiteCheck(clock, List.copyOf(judges));
  }

  /**
   * Checks the hosts that facts are known of.
   *
   * @param hosts the connected hosts
   * @param unreachable what is wrong with the others; each is a finding
   */
  public CheckReport run(
      Topology topology,
      Collection<Host> hosts,
      SortedMap<HostName, Problem> unreachable,
      Waivers waivers) {
    List<Finding> findings = new ArrayList<>();
    unreachable.forEach(
        (host, problem) ->
            findings.add(new Finding(Rule.UNREACHABLE, host.text(), problem.what())));
    SortedMap<HostName, Candidate> candidates = new TreeMap<>();
    for (HostExaminer.Examined examined : examine(topology, hosts)) {
      examined.candidate().ifPresent(known -> candidates.put(known.host().name(), known));
      findings.addAll(examined.findings());
    }
    Subject subject =
        new Subject(
            topology.site(), topology.bundle().lock().target(), topology.platform(), candidates);
    findings.addAll(BundleJudge.judge(topology));
    findings.addAll(Continuity.findings(topology));
    judges.forEach(judge -> findings.addAll(judge.judge(subject)));
    return new CheckReport(findings, waivers);
  }

  private List<HostExaminer.Examined> examine(Topology topology, Collection<Host> hosts) {
    HostExaminer examiner = new HostExaminer(topology, clock);
    List<Callable<HostExaminer.Examined>> questions = new ArrayList<>();
    for (Host host : hosts) {
      if (topology.facts().containsKey(host.name())) {
        questions.add(() -> examiner.examine(host));
      }
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<HostExaminer.Examined> answers = new ArrayList<>();
      for (Future<HostExaminer.Examined> answer : threads.invokeAll(questions)) {
        answers.add(answer.get());
      }
      return answers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while hosts were checked", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a host could not be checked", e.getCause());
    }
  }
}
