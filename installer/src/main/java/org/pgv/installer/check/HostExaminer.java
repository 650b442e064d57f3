package org.pgv.installer.check;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pgv.installer.answer.Answer;
import org.pgv.installer.check.Subject.Candidate;
import org.pgv.installer.check.Subject.Demand;
import org.pgv.installer.component.packages.PackagesComponent;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.component.postgres.PostgresComponent;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Host;
import org.pgv.installer.host.Input;
import org.pgv.installer.probe.HostFacts;
import org.pgv.installer.resource.PackageSet.PackageVersion;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.site.Role;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.site.SiteSettings;

/** Asks one host all that a check wants to know, in one round trip, and two where packages lack. */
final class HostExaminer {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Topology topology;
  private final Clock clock;
  private final SimulationScript simulation;
  private final String survey = Answer.script(HostExaminer.class, "survey.sh");

  HostExaminer(Topology topology, Clock clock) {
    this.topology = topology;
    this.clock = clock;
    this.simulation = new SimulationScript(topology.bundle().repository(), topology.platform());
  }

  /**
   * What is known of a host now.
   *
   * @param candidate empty where it did not answer
   * @param findings what is clear without comparing it with others
   */
  record Examined(Optional<Candidate> candidate, List<Finding> findings) {}

  Examined examine(Host host) {
    SiteHost siteHost = topology.site().host(host.name());
    HostFacts facts = topology.facts(host.name());
    Instant asked = clock.instant();
    Exit exit = host.run(question(siteHost));
    Instant answered = clock.instant();
    if (!(exit instanceof Exit.Code(int number, String output, String _)) || number != 0) {
      return lost(host, exit.story());
    }
    try {
      List<PackageVersion> missing = missing(siteHost, facts);
      Candidate candidate =
          new Candidate(
              siteHost,
              facts,
              SurveyReader.read(output, asked, answered),
              demand(siteHost, facts, missing));
      List<Finding> findings = new ArrayList<>(judged(Answer.of(output), host.name().text()));
      findings.addAll(simulate(host, candidate, missing));
      return new Examined(Optional.of(candidate), findings);
    } catch (IllegalArgumentException e) {
      return lost(host, "gave an answer that cannot be read: " + e.getMessage());
    }
  }

  /** What the host's own programs judge. */
  static List<Finding> judged(Answer answer, String host) {
    return Stream.of(
            answer
                .all("calendar")
                .map(words -> new Finding(Rule.CALENDAR, host, "'" + words.getFirst() + "'")),
            answer
                .all("link")
                .map(
                    words ->
                        new Finding(
                            Rule.BACKUP_LINK,
                            host,
                            "%s leads to %s".formatted(words.get(0), words.get(1)))),
            answer
                .all("homeless")
                .map(
                    words ->
                        new Finding(
                            Rule.ACCOUNT_HOME,
                            host,
                            "%s, whose home %s is not there"
                                .formatted(words.get(0), words.get(1)))),
            answer
                .all("pages-reserved")
                .map(
                    words ->
                        new Finding(
                            Rule.RESERVED_PAGES,
                            host,
                            "%s of %s MiB".formatted(words.get(0), words.get(1)))))
        .flatMap(findings -> findings)
        .toList();
  }

  private static Examined lost(Host host, String why) {
    return new Examined(
        Optional.empty(), List.of(new Finding(Rule.UNREACHABLE, host.name().text(), why)));
  }

  private Command question(SiteHost host) {
    Site site = topology.site();
    List<String> words = new ArrayList<>(List.of("sh", "-s", "--"));
    Subject.dataFolders(site, topology.platform(), host)
        .forEach(folder -> words.add("folder:" + folder));
    new Reach(topology).from(host).forEach(endpoint -> words.add("port:" + endpoint));
    new Reach(topology).addressOf(host).forEach(words::add);
    site.hosts().stream()
        .filter(other -> !other.equals(host))
        .forEach(other -> words.add("way:" + host.address() + ":" + other.address()));
    Stanza.all(topology).stream()
        .filter(stanza -> stanza.keepers().contains(host))
        .flatMap(stanza -> stanza.backupFolder().stream())
        .distinct()
        .forEach(folder -> words.add("straight:" + folder));
    // Programs that run as this one look for files of their own there.
    site.clusterOf(host.name())
        .ifPresent(_ -> words.add("account:" + topology.platform().patroni().user()));
    site.clusterOf(host.name())
        .flatMap(cluster -> PostgresComponent.hugePages(topology, cluster, host))
        .ifPresent(mebibytes -> words.add("pages:" + mebibytes));
    site.clusters().stream()
        .flatMap(cluster -> cluster.backup().stream())
        .flatMap(backup -> backup.schedule().all().stream())
        .distinct()
        .forEach(calendar -> words.add("calendar:" + calendar));
    if (site.settings().names() == SiteSettings.Names.DNS) {
      for (SiteHost other : site.hosts()) {
        words.add("name:" + other.name());
        words.add("name:" + site.fqdn(other.name()));
        words.add("address:" + other.address());
      }
    }
    return new Command(words, Input.text(survey), LIMIT);
  }

  private List<PackageVersion> missing(SiteHost host, HostFacts facts) {
    return PackagesComponent.wanted(topology, host).stream()
        .filter(
            wanted ->
                !facts.software().version(wanted.name()).equals(Optional.of(wanted.version())))
        .toList();
  }

  private Demand demand(SiteHost host, HostFacts facts, List<PackageVersion> missing) {
    long bytes =
        missing.stream()
            .flatMap(wanted -> topology.bundle().lock().find(wanted.name()).stream())
            .mapToLong((LockedPackage found) -> found.file().size())
            .sum();
    boolean carries =
        host.has(Role.INFRA) && !Ours.runs(facts, topology.platform().webServer().unit());
    return new Demand(missing.size(), bytes, carries ? topology.bundle().lock().packageBytes() : 0);
  }

  private List<Finding> simulate(Host host, Candidate candidate, List<PackageVersion> missing) {
    if (missing.isEmpty()) {
      return List.of();
    }
    // The process number keeps two checks of one host apart.
    String folder = "/run/pgv-check-" + ProcessHandle.current().pid();
    Exit exit = host.run(Command.script(simulation.text(folder, missing), LIMIT));
    return switch (exit) {
      case Exit.Code(int number, String output, String errors) ->
          SimulationJudge.judge(
              topology.platform().packages().simulation(number == 0, output, errors),
              candidate.name(),
              candidate.isKnown(),
              missing.stream().map(PackageVersion::name).collect(Collectors.toSet()));
      case Exit.Killed _, Exit.Unknown _ ->
          List.of(new Finding(Rule.CLOSURE, candidate.name(), exit.story()));
    };
  }
}
