package org.pgv.installer.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgv.installer.backup.Catalog;
import org.pgv.installer.status.BackupReport.Archive;
import org.pgv.manifests.console.Table;
import org.pgv.manifests.site.Cluster;

/** The backups of one cluster, as all its hosts together show them. */
final class BackupView {
  private static final Duration OLD = Duration.ofDays(8);

  private final Cluster cluster;
  private final Optional<Catalog> catalog;
  private final Optional<Archive> archive;
  private final Instant now;

  private BackupView(
      Cluster cluster, Optional<Catalog> catalog, Optional<Archive> archive, Instant now) {
    this.cluster = cluster;
    this.catalog = catalog;
    this.archive = archive;
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
    return new BackupView(cluster, catalog, archive, status.at());
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
      troubles.add("its backups cannot be listed");
    } else if (catalog.get().backups().isEmpty()) {
      troubles.add("has no backup");
    } else if (!catalog.get().status().equals("ok")) {
      troubles.add("its backups: " + catalog.get().status());
    }
    newest()
        .filter(end -> Duration.between(end, now).compareTo(OLD) > 0)
        .ifPresent(end -> troubles.add("its last backup is of " + end));
    archive
        .filter(Archive::isFailing)
        .ifPresent(
            view ->
                troubles.add(
                    "its WAL is not archived since %s; %d segments wait"
                        .formatted(
                            view.archived().map(Instant::toString).orElse("it was made"),
                            view.waiting())));
    return troubles;
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
                archive.flatMap(Archive::archived).map(this::age).orElse("nobody knows when"));
  }

  Map<String, Object> document() {
    Map<String, Object> entry = new LinkedHashMap<>();
    catalog.ifPresent(
        found -> {
          entry.put("status", found.status());
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
          entry.put("segmentsWaiting", view.waiting());
          entry.put("archiving", !view.isFailing());
        });
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
