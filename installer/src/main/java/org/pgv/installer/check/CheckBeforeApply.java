package org.pgv.installer.check;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pgv.installer.host.Host;
import org.pgv.installer.session.Preflight;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;

/** The check that comes before every change: errors stop it, all the rest is reported. */
public final class CheckBeforeApply implements Preflight {
  private final Clock clock;
  private final Reporter reporter;

  public CheckBeforeApply(Clock clock, Reporter reporter) {
    this.clock = clock;
    this.reporter = reporter;
  }

  @Override
  public List<Problem> problems(Topology topology, List<Host> hosts, Set<String> waivers) {
    Set<String> accepted = new TreeSet<>(topology.site().settings().waivers());
    accepted.addAll(waivers);
    CheckReport report =
        new SiteCheck(clock).run(topology, hosts, new TreeMap<>(), Waivers.of(accepted));
    report.warnings().forEach(finding -> warn(finding, ""));
    report.waived().forEach(finding -> warn(finding, "waived: "));
    return report.problems();
  }

  @Override
  public List<Problem> discontinuities(Topology topology, Set<String> waivers) {
    Set<String> accepted = new TreeSet<>(topology.site().settings().waivers());
    accepted.addAll(waivers);
    return new CheckReport(Continuity.findings(topology), Waivers.of(accepted)).problems();
  }

  private void warn(Finding finding, String intro) {
    reporter.report(
        new Event.Warned(
            new Problem(finding.host(), intro + finding.rule().id() + ": " + finding.what(), "")));
  }
}
