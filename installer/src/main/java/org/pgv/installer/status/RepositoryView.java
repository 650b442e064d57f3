package org.pgv.installer.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pgv.installer.answer.Samples;
import org.pgv.installer.answer.Samples.Sample;
import org.pgv.installer.backup.ArchiveGap;

/** What programs on hosts have measured of one cluster's repository, and of getting data back. */
final class RepositoryView {
  private final Samples looked;
  private final Samples verified;
  private final Samples drilled;

  /**
   * Where several hosts have measured the same for the cluster, the newest counts.
   *
   * @param keepers what hosts have measured that answer for its backups; one that did so once may
   *     know of another repository
   * @param hosts what all have measured: any may rehearse getting the data back
   */
  RepositoryView(List<Samples> keepers, List<Samples> hosts) {
    looked = ArchiveGap.newest(keepers);
    verified = Samples.newest(keepers, "pgv_repository_verify_last_run_seconds");
    drilled = Samples.newest(hosts, "pgv_restore_drill_last_run_seconds");
  }

  /** The oldest first. */
  List<ArchiveGap> gaps() {
    return ArchiveGap.all(looked);
  }

  /** All of it, in bytes. */
  Optional<Long> bytes() {
    return number(looked, "pgv_repository_bytes");
  }

  /** What came within a day, in bytes. */
  Optional<Long> dayBytes() {
    return number(looked, "pgv_repository_day_bytes");
  }

  /** When all of it was last read and found whole. */
  Optional<Instant> verified() {
    return moment(verified, "pgv_repository_verify_last_success_seconds");
  }

  boolean isDamaged() {
    return hasFailed(verified, "pgv_repository_verify_last_run_success");
  }

  /** When a restore was last rehearsed and everything was whole. */
  Optional<Instant> drilled() {
    return moment(drilled, "pgv_restore_drill_last_success_seconds");
  }

  /** How long that took until the data could be read. */
  Optional<Double> drillSeconds() {
    return drilled.all("pgv_restore_drill_restore_seconds").map(Sample::value).findFirst();
  }

  boolean hasDrillFailed() {
    return hasFailed(drilled, "pgv_restore_drill_last_run_success");
  }

  private static boolean hasFailed(Samples samples, String name) {
    return samples.value(name).orElse(1) == 0;
  }

  private static Optional<Instant> moment(Samples samples, String name) {
    return number(samples, name).map(Instant::ofEpochSecond);
  }

  private static Optional<Long> number(Samples samples, String name) {
    return samples.all(name).map(sample -> (long) sample.value()).findFirst();
  }
}
