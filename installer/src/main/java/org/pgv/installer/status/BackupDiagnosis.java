package org.pgv.installer.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.component.pgbackrest.Catalog;
import org.pgv.installer.status.BackupReport.Archive;

/** Says what is wrong with the backups of one cluster. */
final class BackupDiagnosis {
  private static final Duration OLD = Duration.ofDays(8);

  private final BackupView backups;
  private final List<Trouble> troubles = new ArrayList<>();

  BackupDiagnosis(BackupView backups) {
    this.backups = backups;
  }

  /** Nothing where a cluster is meant to have no backups. */
  List<Trouble> troubles() {
    if (backups.cluster().backup().isEmpty()) {
      return List.of();
    }
    backups
        .catalog()
        .ifPresentOrElse(
            this::catalog,
            () -> trouble("its backups cannot be listed: no host that answers for them is there"));
    backups
        .newest()
        .filter(end -> Duration.between(end, backups.now()).compareTo(OLD) > 0)
        .ifPresent(end -> trouble("its last backup is of " + end));
    backups.archive().ifPresent(this::archive);
    repository(backups.repository());
    return List.copyOf(troubles);
  }

  private void catalog(Catalog catalog) {
    if (!catalog.state().readable()) {
      trouble("its backups cannot be listed: " + catalog.state().words());
    } else if (catalog.backups().isEmpty()) {
      trouble("has no backup");
    } else if (!catalog.state().isOk()) {
      trouble("its backups: " + catalog.state().words());
    }
  }

  private void archive(Archive archive) {
    if (archive.isFailing(backups.now())) {
      trouble(
          "its WAL is not archived since %s; %d segments wait%s"
              .formatted(
                  archive.archived().map(Instant::toString).orElse("it was made"),
                  archive.queue().waiting(),
                  archive.notes().error().map(error -> ": " + error).orElse("")));
    }
    if (archive.notes().dropped() > 0) {
      trouble(
          "its WAL is dropped, the last time %d segments, as more than dropWalAbove waited; a full backup follows once its repository is back"
              .formatted(archive.notes().dropped()));
    }
    long missing = backups.catalog().map(archive::missingFrom).orElse(0L);
    if (missing > 0) {
      trouble(
          "%d segments of its WAL were taken for archived, and are not in its repository"
              .formatted(missing));
    }
  }

  private void repository(RepositoryView repository) {
    repository.gaps().stream()
        .filter(gap -> gap.until().isEmpty())
        .forEach(
            gap ->
                trouble(
                    "nothing after %s can be restored: %d segments of WAL from %s on never came; a full backup is due"
                        .formatted(gap.since(), gap.segments(), gap.firstSegment())));
    if (repository.isDamaged()) {
      trouble("its repository is damaged: 'pgv-install backup verify' says where");
    }
    if (repository.hasDrillFailed()) {
      trouble("the last rehearsal of a restore failed");
    }
  }

  private void trouble(String what) {
    troubles.add(new Trouble(backups.cluster().name(), what));
  }
}
