package org.pgv.installer.status;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.pgv.installer.answer.Answer;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Host;
import org.pgv.installer.host.Input;
import org.pgv.installer.session.Fleet;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.site.Backup;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.Ports;
import org.pgv.manifests.site.Repository;
import org.pgv.manifests.site.Role;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.value.HostName;

/** Asks one host how it is doing, in one round trip. */
public final class StatusProbe {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** Of every family of distributions: a host has one of them. */
  private static final List<String> USUAL_DATA = List.of("/var/lib/postgresql", "/var/lib/pgsql");

  private final Site site;
  private final String script = Answer.script(StatusProbe.class, "status.sh");

  StatusProbe(Site site) {
    this.site = site;
  }

  /** Asks all hosts of a site at the same time; those that cannot be reached are down. */
  public static SiteStatus ask(
      Site site, Fleet fleet, SortedMap<HostName, Problem> unreachable, Clock clock) {
    Map<HostName, HostStatus> answers = new HashMap<>();
    unreachable.forEach(
        (host, problem) -> answers.put(host, new HostStatus.Down(host, problem.what())));
    fleet
        .ask(new StatusProbe(site)::ask)
        .result()
        .forEach(status -> answers.put(status.host(), status));
    List<HostStatus> inOrder =
        site.hosts().stream().flatMap(host -> Stream.ofNullable(answers.get(host.name()))).toList();
    return new SiteStatus(site, inOrder, clock.instant());
  }

  /** Its answer; a host that gives none is down. */
  HostStatus ask(Host host) {
    Exit exit = host.run(new Command(words(site.host(host.name())), Input.text(script), LIMIT));
    if (!(exit instanceof Exit.Code(int number, String output, String _)) || number != 0) {
      return new HostStatus.Down(host.name(), exit.story());
    }
    try {
      return new HostStatus.Up(host.name(), ReportReader.read(output));
    } catch (IllegalArgumentException e) {
      return new HostStatus.Down(host.name(), "cannot be understood: " + e.getMessage());
    }
  }

  private List<String> words(SiteHost host) {
    Ports ports = site.settings().ports();
    boolean member = site.clusterOf(host.name()).isPresent();
    List<String> words = new ArrayList<>(List.of("sh", "-s", "--"));
    if (member) {
      words.add("patroni:" + host.address() + ":" + ports.patroni());
    }
    if (host.has(Role.ETCD)) {
      words.add("etcd:" + host.address() + ":" + ports.etcdClient());
    }
    if (member || host.has(Role.ROUTER)) {
      words.add("router:127.0.0.1:" + ports.statistics());
    }
    if (member) {
      words.add("pooler:" + ports.pooler());
      words.add("server:" + ports.postgres());
    }
    site.clusterOf(host.name())
        .filter(cluster -> cluster.backup().isPresent())
        .ifPresent(_ -> words.add("archive:" + ports.postgres()));
    site.clusters().stream()
        .filter(cluster -> cluster.keepers().contains(host.name()))
        .forEach(cluster -> words.add("backups:" + cluster.name()));
    site.minioOn(host.name())
        .filter(Repository.Minio::isSpread)
        .ifPresent(_ -> words.add("store:" + host.address() + ":" + ports.minio()));
    volumes(host).forEach(folder -> words.add("volume:" + folder));
    return words;
  }

  /** What must not be full: where the host keeps backups, and data with its WAL. */
  private List<String> volumes(SiteHost host) {
    List<String> folders = new ArrayList<>();
    for (Cluster cluster : site.clusters()) {
      cluster
          .backup()
          .map(Backup::repository)
          .map(repository -> kept(repository, host.name()))
          .ifPresent(folders::addAll);
    }
    site.clusterOf(host.name())
        .map(cluster -> cluster.postgres().dataDirectory().map(List::of).orElse(USUAL_DATA))
        .ifPresent(folders::addAll);
    return folders.stream().distinct().toList();
  }

  private static List<String> kept(Repository repository, HostName host) {
    return switch (repository) {
      case Repository.Posix posix when posix.host().equals(host) -> List.of(posix.directory());
      case Repository.Minio minio when minio.hosts().contains(host) -> minio.directories();
      case Repository.Posix _, Repository.Minio _, Repository.S3 _ -> List.of();
    };
  }
}
