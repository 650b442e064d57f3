package org.pgv.installer.status;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgv.installer.answer.Samples;
import org.pgv.installer.backup.ArchiveGap;
import org.pgv.installer.component.pgbackrest.Catalog;
import org.pgv.installer.status.BackupReport.Archive;
import org.pgv.manifests.console.Table;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.SiteHost;
import org.pgv.manifests.value.HostName;

/**
 * The backups of one cluster, as all its hosts together show them.
 *
 * @param catalog what is in its repository; empty where nobody who answers for it is there
 * @param archive how its primary archives; empty where there is none
 * @param now when they were asked
 */
record BackupView(
    Cluster cluster,
    Optional<Catalog> catalog,
    Optional<Archive> archive,
    RepositoryView repository,
    Instant now) {

  static BackupView of(SiteStatus status, Cluster cluster) {
    Optional<Catalog> catalog =
        cluster.keepers().stream()
            .flatMap(host -> status.report(host).stream())
            .flatMap(report -> Optional.ofNullable(catalog(report, cluster)).stream())
            .findFirst();
    Optional<Archive> archive =
        cluster.members().stream()
            .flatMap(host -> status.report(host).stream())
            .flatMap(report -> report.backups().archive().stream())
            .findFirst();
    RepositoryView repository =
        new RepositoryView(
            measured(status, cluster, cluster.keepers()),
            measured(status, cluster, status.site().hosts().stream().map(SiteHost::name).toList()));
    return new BackupView(cluster, catalog, archive, repository, status.at());
  }

  private static List<Samples> measured(SiteStatus status, Cluster cluster, List<HostName> hosts) {
    return hosts.stream()
        .flatMap(host -> status.report(host).stream())
        .map(report -> report.backups().measured().with("cluster", cluster.name()))
        .toList();
  }

  private static @org.jspecify.annotations.Nullable Catalog catalog(
      HostReport report, Cluster cluster) {
    return report.backups().catalogs().get(cluster.name());
  }

  /** When the last backup of any kind ended. */
  Optional<Instant> newest() {
    return catalog
        .flatMap(found -> found.newest(List.of("full", "diff", "incr")))
        .map(Catalog.Entry::end);
  }

  /**
   * Until when it can be restored: what PostgreSQL took for archived counts only once it is there.
   */
  private Optional<Instant> until() {
    return archive
        .filter(told -> catalog.map(told::missingFrom).orElse(0L) == 0)
        .flatMap(Archive::archived)
        .or(this::newest);
  }

  /** Empty where there is nothing to tell. */
  String text() {
    if (catalog.isEmpty() || catalog.get().backups().isEmpty()) {
      return cluster.backup().isEmpty() ? "  no backups\n" : "";
    }
    Catalog found = catalog.get();
    return "  restorable   from %s to %s%n  backups      last full %s, last incremental %s, %s kept%n"
            .formatted(
                words(found.oldest()),
                words(until()),
                age(found.newest(List.of("full"))),
                age(found.newest(List.of("diff", "incr"))),
                Table.size(found.keptBytes()))
        + "  WAL          last archived %s%n"
            .formatted(
                archive.flatMap(Archive::archived).map(this::age).orElse("nobody knows when"))
        + gaps()
        + repository
            .bytes()
            .map(
                bytes ->
                    "  repository   %s, %s of it within a day; read through %s%n"
                        .formatted(
                            Table.size(bytes),
                            Table.size(repository.dayBytes().orElse(0L)),
                            repository.verified().map(this::age).orElse("never")))
            .orElse("")
        + "  rehearsal    last restored aside %s%n".formatted(drill());
  }

  private String drill() {
    return repository
        .drilled()
        .map(at -> "%s, within %.0f s".formatted(age(at), repository.drillSeconds().orElse(0.0)))
        .orElse("never");
  }

  private String gaps() {
    StringBuilder text = new StringBuilder();
    for (ArchiveGap gap : repository.gaps()) {
      text.append(
          "  gap          from %s to %s: %d segments of WAL never came%n"
              .formatted(
                  gap.since(),
                  gap.until().map(Instant::toString).orElse("the next backup"),
                  gap.segments()));
    }
    return text.toString();
  }

  Map<String, Object> document() {
    Map<String, Object> entry = new LinkedHashMap<>();
    catalog.ifPresent(
        found -> {
          entry.put("status", found.state().words());
          entry.put("keptBytes", found.keptBytes());
          found.oldest().ifPresent(from -> entry.put("restorableFrom", from.toString()));
          until().ifPresent(to -> entry.put("restorableTo", to.toString()));
          found
              .newest(List.of("full"))
              .ifPresent(last -> entry.put("lastFull", last.end().toString()));
          found
              .newest(List.of("diff", "incr"))
              .ifPresent(last -> entry.put("lastIncremental", last.end().toString()));
        });
    archive.ifPresent(
        view -> {
          view.archived().ifPresent(at -> entry.put("lastArchived", at.toString()));
          entry.put("segmentsWaiting", view.queue().waiting());
          entry.put("archiving", !view.isFailing(now));
        });
    entry.put("gaps", repository.gaps().stream().map(BackupView::document).toList());
    repository.bytes().ifPresent(bytes -> entry.put("repositoryBytes", bytes));
    repository.dayBytes().ifPresent(bytes -> entry.put("repositoryDayBytes", bytes));
    repository.verified().ifPresent(at -> entry.put("lastVerified", at.toString()));
    repository.drilled().ifPresent(at -> entry.put("lastDrill", at.toString()));
    repository.drillSeconds().ifPresent(taken -> entry.put("lastDrillSeconds", taken));
    return entry;
  }

  private static Map<String, Object> document(ArchiveGap gap) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("firstSegment", gap.firstSegment());
    entry.put("lastSegment", gap.lastSegment());
    entry.put("segments", gap.segments());
    entry.put("since", gap.since().toString());
    gap.until().ifPresent(until -> entry.put("until", until.toString()));
    return entry;
  }

  private String age(Optional<Catalog.Entry> entry) {
    return entry.map(found -> age(found.end())).orElse("never");
  }

  private String age(Instant at) {
    Duration age = Duration.between(at, now);
    if (age.toMinutes() < 2) {
      return Math.max(0, age.toSeconds()) + " s ago";
    }
    return age.toHours() < 2
        ? age.toMinutes() + " min ago"
        : age.toDays() < 2 ? age.toHours() + " h ago" : age.toDays() + " days ago";
  }

  private static String words(Optional<Instant> at) {
    return at.map(moment -> moment.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString())
        .orElse("nobody knows when");
  }
}
