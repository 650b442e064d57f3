package org.pgv.installer.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pgv.installer.check.CheckReport;
import org.pgv.installer.check.SiteCheck;
import org.pgv.installer.check.Waivers;
import org.pgv.installer.enrolment.Claim;
import org.pgv.installer.session.Environment;
import org.pgv.installer.session.Fleet.Partial;
import org.pgv.installer.session.ReachedSite;
import org.pgv.installer.state.BundleFloor;
import org.pgv.installer.state.EscrowMemory;
import org.pgv.installer.state.SiteState;
import org.pgv.installer.status.SiteStatus;
import org.pgv.installer.status.StatusDocument;
import org.pgv.installer.status.StatusProbe;
import org.pgv.installer.status.StatusText;
import org.pgv.installer.topology.Topology;
import org.pgv.installer.trace.SessionTrace;
import org.pgv.installer.trace.TraceText;
import org.pgv.manifests.console.Console;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.site.Site;

/** The commands that only look at a site, with what they see put into words. */
final class SiteLooks {
  private final Environment environment;
  private final Console console;

  SiteLooks(Environment environment, Console console) {
    this.environment = environment;
    this.console = console;
  }

  ExitCode check(SiteOptions options, boolean json) {
    console.show(options.progress());
    try (ReachedSite reached = ReachedSite.open(environment, options.request())) {
      Set<String> accepted = new TreeSet<>(reached.site().settings().waivers());
      accepted.addAll(options.request().waivers());
      Waivers waivers = Waivers.of(accepted);
      Partial<Topology> topology = reached.topology();
      CheckReport report =
          site(reached, topology.result())
              .run(
                  topology.result(),
                  reached.fleet().hosts().values(),
                  topology.unreachable(),
                  waivers);
      if (json) {
        console.resultJson(report.json());
      } else {
        console.result(report.text());
      }
      return report.errors().isEmpty() ? ExitCode.DONE : ExitCode.PREFLIGHT;
    }
  }

  private SiteCheck site(ReachedSite reached, Topology topology) {
    Claim claim =
        Claim.of(
            reached.site().name(),
            topology.credentials().authorities().root(),
            topology.credentials().lineage());
    return SiteCheck.ofAnybody(
        environment.clock(),
        claim,
        topology.bundle().release(),
        BundleFloor.read(state(reached.site()).floor()));
  }

  /** Shows the status once, or again and again until it is interrupted. */
  ExitCode status(SiteOptions options, Optional<Duration> pause, boolean json)
      throws InterruptedException {
    console.show(options.progress());
    SiteStatus status = look(options);
    show(status, json, pause.isPresent());
    if (!json && pause.isEmpty()) {
      EscrowVerbs.remind(console, EscrowMemory.read(state(status.site()).escrow()));
    }
    while (pause.isPresent()) {
      Thread.sleep(pause.get());
      status = look(options);
      show(status, json, true);
    }
    return status.isHealthy() ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** Shows who was connected. */
  ExitCode sessions(SiteOptions options, SessionTrace.Wanted wanted, boolean json) {
    console.show(options.progress());
    try (ReachedSite reached = ReachedSite.open(environment, options.request())) {
      SessionTrace trace =
          SessionTrace.ask(reached.site(), reached.fleet(), reached.unreachable(), wanted);
      if (json) {
        console.resultJson(TraceText.document(trace));
      } else {
        console.result(TraceText.of(trace).stripTrailing());
      }
      return trace.notes().isEmpty() ? ExitCode.DONE : ExitCode.SKIPPED;
    }
  }

  /** Connects anew each time, because a host that was down may be back. */
  private SiteStatus look(SiteOptions options) {
    try (ReachedSite reached = ReachedSite.open(environment, options.request())) {
      return StatusProbe.ask(
          reached.site(), reached.fleet(), reached.unreachable(), environment.clock());
    }
  }

  private SiteState state(Site site) {
    return SiteState.of(environment.folders().state(), site.name());
  }

  private void show(SiteStatus status, boolean json, boolean again) {
    if (json) {
      console.resultJson(new StatusDocument(status).document());
    } else if (again) {
      console.redraw(new StatusText(status).text());
    } else {
      console.result(new StatusText(status).text());
    }
  }
}
