package org.pgv.installer.status;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pgv.installer.backup.Catalog;

/**
 * What one host says of backups.
 *
 * @param catalogs what is in the repository of each cluster that it answers for
 * @param archive how archiving goes, where it leads a cluster
 */
public record BackupReport(SortedMap<String, Catalog> catalogs, Optional<Archive> archive) {
  /** Of a host that has no part in backups. */
  static final BackupReport NONE = new BackupReport(new TreeMap<>(), Optional.empty());

  /**
   * How a primary gets its WAL to the repository.
   *
   * @param archived when the last segment arrived
   * @param failed when it could not bring one the last time
   * @param waiting segments that are written and not archived
   */
  public record Archive(Optional<Instant> archived, Optional<Instant> failed, int waiting) {

    /** Whether the last attempt failed. */
    public boolean isFailing() {
      return waiting > 0
          && failed.isPresent()
          && archived.map(last -> last.isBefore(failed.get())).orElse(true);
    }
  }

  public BackupReport {
    catalogs = new TreeMap<>(catalogs);
  }
}
