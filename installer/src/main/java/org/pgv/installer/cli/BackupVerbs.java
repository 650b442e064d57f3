package org.pgv.installer.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pgv.installer.backup.Catalog;
import org.pgv.installer.backup.CatalogText;
import org.pgv.installer.backup.Keeper;
import org.pgv.installer.backup.Restore;
import org.pgv.installer.backup.Stanzas;
import org.pgv.installer.backup.Target;
import org.pgv.installer.backup.Verdict;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.plan.PlanText;
import org.pgv.installer.session.Environment;
import org.pgv.installer.session.Installer;
import org.pgv.installer.session.ReachedSite;
import org.pgv.manifests.console.Console;
import org.pgv.manifests.problem.ExitCode;

/** What the commands about backups do, with their results put into words. */
final class BackupVerbs {
  private final Environment environment;
  private final Installer installer;
  private final SiteVerbs verbs;
  private final Console console;

  BackupVerbs(Environment environment, Installer installer, SiteVerbs verbs, Console console) {
    this.environment = environment;
    this.installer = installer;
    this.verbs = verbs;
    this.console = console;
  }

  /** Which cluster of which site is meant. */
  record Which(SiteOptions site, Optional<String> cluster, boolean json) {}

  ExitCode take(Which which, String type) {
    verbs.begin(which.site());
    return at(
        which,
        keeper -> {
          keeper.take(type);
          return show(which, keeper.catalog());
        });
  }

  ExitCode list(Which which) {
    console.show(which.site().progress());
    return at(which, keeper -> show(which, keeper.catalog()));
  }

  ExitCode verify(Which which) {
    verbs.begin(which.site());
    return at(
        which,
        keeper -> {
          Verdict verdict = keeper.verify();
          if (which.json()) {
            console.resultJson(Map.of("good", verdict.good(), "lines", verdict.lines()));
          } else {
            console.result(String.join("\n", verdict.lines()));
          }
          return verdict.good() ? ExitCode.DONE : ExitCode.FAILED;
        });
  }

  ExitCode restore(Which which, Target target, Optional<String> confirmed) {
    verbs.begin(which.site());
    try (Installer.Operated site = installer.operate(which.site().request())) {
      Stanza stanza = Stanzas.choose(site.topology(), which.cluster());
      Restore restore =
          Restore.prepare(site, stanza, target, environment.clock(), environment.reporter());
      console.result(
          "cluster %s goes back to %s; what was written after that is lost%n%n%s"
              .formatted(stanza.name(), target.words(), PlanText.of(restore.plan())));
      verbs.confirm("restore", "cluster", stanza.name(), confirmed);
      return verbs.report(restore.run(), which.json());
    }
  }

  private ExitCode at(Which which, Function<Keeper, ExitCode> work) {
    try (ReachedSite reached = ReachedSite.open(environment, which.site().request())) {
      Stanza stanza = Stanzas.choose(reached.topology().result(), which.cluster());
      return work.apply(Keeper.of(stanza, reached.fleet()));
    }
  }

  private ExitCode show(Which which, Catalog catalog) {
    if (which.json()) {
      console.resultJson(Map.of("backups", List.copyOf(catalog.backups())));
    } else {
      console.result(CatalogText.of(catalog));
    }
    return ExitCode.DONE;
  }
}
