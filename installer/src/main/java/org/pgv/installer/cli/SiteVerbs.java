package org.pgv.installer.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgv.installer.apply.Executor.Outcome;
import org.pgv.installer.plan.Plan;
import org.pgv.installer.plan.PlanDocument;
import org.pgv.installer.plan.PlanText;
import org.pgv.installer.session.Bundles;
import org.pgv.installer.session.Installer;
import org.pgv.installer.session.Removal;
import org.pgv.installer.session.Request;
import org.pgv.installer.session.SiteSession;
import org.pgv.installer.session.SiteTemplate;
import org.pgv.installer.succession.Succession;
import org.pgv.installer.topology.Topology.Consent;
import org.pgv.manifests.console.Console;
import org.pgv.manifests.console.RunLog;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.site.SiteReader;
import org.pgv.pki.bundle.BundleVerdict.VerifiedBundle;
import org.pgv.pki.bundle.TrustedSigners;

/** What the site commands do, with their results put into words. */
final class SiteVerbs {
  private final Installer installer;
  private final Bundles bundles;
  private final Console console;
  private final Path logs;
  private final BufferedReader input;

  SiteVerbs(
      Installer installer, Bundles bundles, Console console, Path logs, BufferedReader input) {
    this.installer = installer;
    this.bundles = bundles;
    this.console = console;
    this.logs = logs;
    this.input = input;
  }

  /** How a plan is wanted. */
  record Showing(boolean diff, boolean check, boolean json) {}

  ExitCode plan(
      SiteOptions options, Optional<Succession> succession, Consent consent, Showing showing) {
    console.show(options.progress());
    Installer.Shown shown =
        installer.plan(options.request().with(consent), succession, showing.diff());
    Plan plan = shown.plan();
    if (showing.json()) {
      console.resultJson(PlanDocument.of(plan, shown.due(), shown.notes()));
    } else {
      String steps = showing.diff() ? PlanText.withDiffs(plan, shown.present()) : PlanText.of(plan);
      boolean silent = plan.changesNothing() && plan.gates().isEmpty() && !shown.due().isEmpty();
      console.result(
          (silent ? "" : steps) + PlanText.due(shown.due()) + PlanText.notes(shown.notes()));
    }
    boolean drift = !plan.changesNothing() || !shown.due().isEmpty();
    return showing.check() && drift ? ExitCode.DRIFT : ExitCode.DONE;
  }

  ExitCode apply(
      SiteOptions options, Optional<Succession> succession, Consent consent, boolean json) {
    begin(options);
    Installer.Applied applied = installer.apply(options.request().with(consent), succession);
    ExitCode code = report(applied.outcome(), applied.due(), json);
    EscrowVerbs.remind(console, installer.escrow(options.request()));
    return code;
  }

  /** Whatever changes hosts keeps a log. */
  void begin(SiteOptions options) {
    console.show(options.progress());
    try {
      console.logTo(RunLog.open(logs, "pgv-install", Clock.systemUTC()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + logs, e);
    }
  }

  ExitCode uninstall(
      SiteOptions options, Removal removal, boolean foreign, Optional<String> confirmed) {
    begin(options);
    Request request = options.request(foreign);
    Plan plan = installer.uninstallPlan(request, removal);
    if (plan.changesNothing()) {
      console.result("nothing to do: no record of anything of ours is there");
      return ExitCode.DONE;
    }
    console.result(PlanText.of(plan));
    String name = SiteReader.read(options.siteFile()).orRefuse().name();
    removal
        .host()
        .ifPresentOrElse(
            host -> confirm("uninstall", "host", host.text(), confirmed),
            () -> confirm("uninstall", "site", name, confirmed));
    return report(installer.uninstall(request, removal), false);
  }

  /** Goes on only where the name of what will be changed for good was given, or is typed now. */
  void confirm(String verb, String kind, String name, Optional<String> confirmed) {
    if (!name.equals(confirmed.orElseGet(() -> asked(kind, name)))) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(verb, "not confirmed", "type the " + kind + "'s name, or --confirm " + name));
    }
  }

  private String asked(String kind, String name) {
    console.say("type the " + kind + "'s name, " + name + ", to do this:");
    try {
      return String.valueOf(input.readLine()).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ExitCode init(SiteOptions options) {
    console.show(options.progress());
    if (SiteTemplate.writeTo(options.siteFile())) {
      console.result(
          "wrote " + options.siteFile() + ": name your hosts in it, then run this command again");
      return ExitCode.DONE;
    }
    try (SiteSession session = installer.look(options.request())) {
      console.result(
          "%d hosts of site %s can be reached; next: pgv-install plan %s"
              .formatted(
                  session.fleet().hosts().size(), session.site().name(), options.siteFile()));
    }
    return ExitCode.DONE;
  }

  ExitCode verify(Optional<Path> named, TrustedSigners signers) {
    Path folder =
        named
            .or(Bundles::own)
            .orElseThrow(
                () ->
                    new Refusal(
                        ExitCode.USAGE,
                        new Problem("verify", "no bundle was named", "name its folder")));
    VerifiedBundle bundle = bundles.verify(folder, signers);
    String keys = String.join(", ", bundle.signers().stream().map(s -> s.pinned().hex()).toList());
    console.result(
        "%s: %d files, each as %s signed it"
            .formatted(
                bundle.info().identity().folderName(), bundle.checksums().files().size(), keys));
    return ExitCode.DONE;
  }

  ExitCode report(Outcome outcome, boolean json) {
    return report(outcome, List.of(), json);
  }

  private ExitCode report(Outcome outcome, List<String> due, boolean json) {
    return switch (outcome) {
      case Outcome.Done(int steps, int gates) -> {
        if (json) {
          console.resultJson(Map.of("steps", steps, "gates", gates, "due", due));
        } else if (due.isEmpty()) {
          console.result(done(steps, gates));
        } else {
          String first = steps == 0 && gates == 0 ? "" : done(steps, gates) + "\n";
          console.result(first + PlanText.due(due).strip());
        }
        yield due.isEmpty() ? ExitCode.DONE : ExitCode.SKIPPED;
      }
      case Outcome.Stopped(List<Problem> problems, int done, int total) -> {
        console.say(done + " of " + total + " steps are done and stay done");
        throw new Refusal(ExitCode.FAILED, problems);
      }
    };
  }

  private static String done(int steps, int gates) {
    if (steps == 0) {
      return gates == 0
          ? "nothing to do: every host is as the site file says"
          : "nothing had to change; " + gates + " checks passed";
    }
    return steps + " steps done, " + gates + " checks passed";
  }
}
