package org.pgv.installer.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

/** The backups of one cluster, as all its hosts together show them. */
final class BackupView {
  private static final Duration OLD = Duration.ofDays(8);

  private final Cluster cluster;
  private final Optional<Catalog> catalog;
  private final Optional<Archive> archive;
  private final RepositoryView repository;
  private final Instant now;

  private BackupView(
      Cluster cluster,
      Optional<Catalog> catalog,
      Optional<Archive> archive,
      RepositoryView repository,
      Instant now) {
    this.cluster = cluster;
    this.catalog = catalog;
    this.archive = archive;
    this.repository = repository;
    this.now = now;
  }

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
    List<Samples> measured =
        status.site().hosts().stream()
            .flatMap(host -> status.report(host.name()).stream())
            .map(report -> report.backups().measured().with("cluster", cluster.name()))
            .toList();
    return new BackupView(cluster, catalog, archive, new RepositoryView(measured), status.at());
  }

  private static @org.jspecify.annotations.Nullable Catalog catalog(
      HostReport report, Cluster cluster) {
    return report.backups().catalogs().get(cluster.name());
  }

  /** What is wrong; nothing where a cluster is meant to have no backups. */
  List<String> troubles() {
    if (cluster.backup().isEmpty()) {
      return List.of();
    }
    List<String> troubles = new ArrayList<>();
    if (catalog.isEmpty()) {
      troubles.add("its backups cannot be listed: no host that answers for them is there");
    } else if (!catalog.get().state().readable()) {
      troubles.add("its backups cannot be listed: " + catalog.get().state().words());
    } else if (catalog.get().backups().isEmpty()) {
      troubles.add("has no backup");
    } else if (!catalog.get().state().isOk()) {
      troubles.add("its backups: " + catalog.get().state().words());
    }
    newest()
        .filter(end -> Duration.between(end, now).compareTo(OLD) > 0)
        .ifPresent(end -> troubles.add("its last backup is of " + end));
    archiving(troubles);
    repository(troubles);
    return troubles;
  }

  private void archiving(List<String> troubles) {
    archive
        .filter(view -> view.isFailing(now))
        .ifPresent(
            view ->
                troubles.add(
                    "its WAL is not archived since %s; %d segments wait%s"
                        .formatted(
                            view.archived().map(Instant::toString).orElse("it was made"),
                            view.queue().waiting(),
                            view.notes().error().map(error -> ": " + error).orElse(""))));
    archive
        .map(view -> view.notes().dropped())
        .filter(dropped -> dropped > 0)
        .ifPresent(
            dropped ->
                troubles.add(
                    "its WAL is dropped, the last time %d segments, as more than dropWalAbove waited; a full backup follows once its repository is back"
                        .formatted(dropped)));
    archive
        .flatMap(view -> catalog.map(view::missingFrom))
        .filter(missing -> missing > 0)
        .ifPresent(
            missing ->
                troubles.add(
                    "%d segments of its WAL were taken for archived, and are not in its repository"
                        .formatted(missing)));
  }

  private void repository(List<String> troubles) {
    repository.gaps().stream()
        .filter(gap -> gap.until().isEmpty())
        .forEach(
            gap ->
                troubles.add(
                    "nothing after %s can be restored: %d segments of WAL from %s on never came; a full backup is due"
                        .formatted(gap.since(), gap.segments(), gap.firstSegment())));
    if (repository.isDamaged()) {
      troubles.add("its repository is damaged: 'pgv-install backup verify' says where");
    }
    if (repository.hasDrillFailed()) {
      troubles.add("the last rehearsal of a restore failed");
    }
  }

  private Optional<Instant> newest() {
    return catalog
        .flatMap(found -> found.newest(List.of("full", "diff", "incr")))
        .map(Catalog.Entry::end);
  }

  /** Until when it can be restored. */
  private Optional<Instant> until() {
    return archive.flatMap(Archive::archived).or(this::newest);
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
