package org.pgv.installer.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pgv.installer.answer.Samples;
import org.pgv.installer.component.pgbackrest.Catalog;

/**
 * What one host says of backups.
 *
 * @param catalogs what is in the repository of each cluster that it answers for
 * @param archive how archiving goes, where it leads a cluster
 * @param measured what programs that look after repositories have measured, and the room there is
 * @param store the site's own object store, where it is one of several hosts or drives of it
 */
public record BackupReport(
    SortedMap<String, Catalog> catalogs,
    Optional<Archive> archive,
    Samples measured,
    Optional<StoreReport> store) {

  /**
   * How a primary gets its WAL to the repository.
   *
   * @param archived when the last segment arrived
   * @param failed when it could not bring one the last time
   * @param segment the last that PostgreSQL was told is archived; empty where none was
   */
  public record Archive(
      Optional<Instant> archived,
      Optional<Instant> failed,
      Queue queue,
      String segment,
      Notes notes) {
    /** One may hang without ever failing. */
    private static final Duration LATE = Duration.ofMinutes(10);

    /** How far a listing of the repository may be behind what PostgreSQL was told meanwhile. */
    private static final long SEEN_LATER = 8;

    /** Whether the last attempt failed, or nothing has arrived for too long. */
    public boolean isFailing(Instant now) {
      boolean failedLast =
          failed.isPresent() && archived.map(last -> last.isBefore(failed.get())).orElse(true);
      boolean late = queue.since().map(since -> since.isBefore(now.minus(LATE))).orElse(false);
      return queue.waiting() > 0 && (failedLast || late);
    }

    /**
     * How many segments PostgreSQL was told are archived, and the repository does not have: dropped
     * above a limit, or lost with the repository. 0 where that is not certain.
     */
    public long missingFrom(Catalog catalog) {
      String newest = catalog.newestWal();
      if (newest.length() != 24
          || segment.length() != 24
          || !newest.substring(0, 8).equals(segment.substring(0, 8))) {
        return 0;
      }
      long missing = number(segment) - number(newest);
      return missing > SEEN_LATER ? missing : 0;
    }

    private static long number(String segment) {
      return Long.parseLong(segment.substring(8, 16), 16) * 256
          + Long.parseLong(segment.substring(16), 16);
    }
  }

  /**
   * Segments that are written and not archived.
   *
   * @param since when the first of them was complete
   */
  public record Queue(int waiting, Optional<Instant> since) {}

  /**
   * What pgBackRest noted of its last attempts.
   *
   * @param error why segments could not be archived
   * @param dropped how many of the last ones it dropped, as more than a limit waited
   */
  public record Notes(Optional<String> error, long dropped) {}

  public BackupReport {
    catalogs = new TreeMap<>(catalogs);
  }
}
