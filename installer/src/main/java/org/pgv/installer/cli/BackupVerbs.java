package org.pgv.installer.cli;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pgv.installer.backup.Aside;
import org.pgv.installer.backup.CatalogText;
import org.pgv.installer.backup.Keeper;
import org.pgv.installer.backup.Reach;
import org.pgv.installer.backup.Restore;
import org.pgv.installer.backup.RestoreDrill;
import org.pgv.installer.backup.Route;
import org.pgv.installer.backup.Stanzas;
import org.pgv.installer.backup.Verdict;
import org.pgv.installer.component.pgbackrest.Catalog;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.plan.PlanText;
import org.pgv.installer.session.Environment;
import org.pgv.installer.session.Installer;
import org.pgv.installer.session.ReachedSite;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.console.Console;
import org.pgv.manifests.console.Table;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.site.SiteHost;

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
        true,
        keeper -> {
          keeper.take(type);
          return show(which, keeper.catalog());
        });
  }

  ExitCode list(Which which) {
    console.show(which.site().progress());
    return at(which, false, keeper -> show(which, keeper.catalog()));
  }

  ExitCode verify(Which which) {
    verbs.begin(which.site());
    return at(
        which,
        false,
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

  ExitCode restore(Which which, Restore.Wish wish, Optional<String> confirmed) {
    verbs.begin(which.site());
    try (Installer.Operated site = installer.operate(which.site().request())) {
      Stanza stanza = Stanzas.choose(site.topology(), which.cluster());
      Restore restore =
          Restore.prepare(site, stanza, wish, environment.clock(), environment.reporter());
      console.result(
          "cluster %s goes back to %s; what was written after that is lost%n%n%s"
              .formatted(stanza.name(), restore.words(), PlanText.of(restore.plan())));
      verbs.confirm("restore", "cluster", stanza.name(), confirmed);
      return verbs.report(restore.run(), which.json());
    }
  }

  /** Restores beside the service. */
  ExitCode aside(Which which, Restore.Wish wish, Place place) {
    verbs.begin(which.site());
    try (Installer.Operated site = installer.operate(which.site().request())) {
      Stanza stanza = Stanzas.choose(site.topology(), which.cluster());
      SiteHost member = place.member(stanza);
      Reach reach = Reach.of(stanza, site.fleet());
      reach.require(wish.target(), environment.clock().instant());
      Aside aside = new Aside(stanza, member, site.fleet(), place.port());
      Route route = aside.make(wish.target(), wish.timeline(), reach.catalog());
      console.result(
          "cluster %s as of %s answers on %s, port %d; its data is in %s"
              .formatted(
                  stanza.name(), route.words(), member.name(), place.port(), aside.folder()));
      return ExitCode.DONE;
    }
  }

  /** Takes away what was restored beside the service. */
  ExitCode dropAside(Which which, Place place) {
    verbs.begin(which.site());
    try (Installer.Operated site = installer.operate(which.site().request())) {
      Stanza stanza = Stanzas.choose(site.topology(), which.cluster());
      new Aside(stanza, place.member(stanza), site.fleet(), place.port()).drop();
      return ExitCode.DONE;
    }
  }

  /** Where a cluster is restored aside: the last member, unless another one is named. */
  record Place(int port, Optional<String> host) {
    SiteHost member(Stanza stanza) {
      return stanza.members().stream()
          .filter(member -> host.isEmpty() || member.name().text().equals(host.get()))
          .reduce((_, last) -> last)
          .orElseThrow(
              () ->
                  new Refusal(
                      ExitCode.USAGE,
                      new Problem(
                          "--on",
                          host.orElse("") + " is no member of cluster " + stanza.name(),
                          "PostgreSQL is on members only")));
    }
  }

  /** Rehearses a restore; what is wrong is a refusal. */
  ExitCode drill(Which which) {
    verbs.begin(which.site());
    try (Installer.Operated site = installer.operate(which.site().request())) {
      Stanza stanza = Stanzas.choose(site.topology(), which.cluster());
      RestoreDrill.Report report = new RestoreDrill(site, stanza, environment.reporter()).run();
      if (which.json()) {
        console.resultJson(report);
      } else {
        console.result(
            """
            restored on          %s
            data                 %s
            until it answered    %.1f s
            all of it was read   %.1f s, and is whole
            """
                .formatted(
                    report.host(),
                    Table.size(report.bytes()),
                    report.restoreSeconds(),
                    report.checkSeconds()));
      }
      return ExitCode.DONE;
    }
  }

  private ExitCode at(Which which, boolean changes, Function<Keeper, ExitCode> work) {
    try (ReachedSite reached = ReachedSite.open(environment, which.site().request())) {
      Topology topology = reached.topology().result();
      if (changes) {
        reached.requireStanding(topology);
      }
      Stanza stanza = Stanzas.choose(topology, which.cluster());
      return work.apply(Keeper.of(stanza, reached.fleet()));
    }
  }

  private ExitCode show(Which which, Catalog catalog) {
    if (which.json()) {
      console.resultJson(Map.of("backups", catalog.documents()));
    } else {
      console.result(CatalogText.of(catalog));
    }
    return ExitCode.DONE;
  }
}
