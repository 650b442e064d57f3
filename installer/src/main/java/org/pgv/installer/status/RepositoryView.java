package org.pgv.installer.status;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pgv.installer.answer.Samples;
import org.pgv.installer.answer.Samples.Sample;

/** What programs on hosts have measured of one cluster's repository, and of getting data back. */
final class RepositoryView {
  private final Samples looked;
  private final Samples verified;
  private final Samples drilled;

  /** Of what each host has measured for the cluster: where several have, the newest counts. */
  RepositoryView(List<Samples> hosts) {
    looked = newest(hosts, "pgv_repository_looked_seconds");
    verified = newest(hosts, "pgv_repository_verify_last_run_seconds");
    drilled = newest(hosts, "pgv_restore_drill_last_run_seconds");
  }

  /**
   * Segments of WAL that never came.
   *
   * @param since what was written after that cannot be restored
   * @param until when the next backup had ended; empty where there is none yet
   */
  record Gap(
      String firstSegment,
      String lastSegment,
      long segments,
      Instant since,
      Optional<Instant> until) {
    private static Gap of(Sample sample) {
      return new Gap(
          sample.label("first"),
          sample.label("last"),
          (long) sample.value(),
          second(sample.label("since")).orElse(Instant.EPOCH),
          second(sample.label("until")));
    }

    private static Optional<Instant> second(String text) {
      return text.isEmpty() || text.equals("0")
          ? Optional.empty()
          : Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
    }
  }

  /** The oldest first. */
  List<Gap> gaps() {
    return looked.all("pgv_archive_gap").map(Gap::of).toList();
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

  private static Samples newest(List<Samples> hosts, String when) {
    return hosts.stream()
        .filter(samples -> samples.value(when).isPresent())
        .max(Comparator.comparingDouble(samples -> samples.value(when).orElse(0)))
        .orElse(Samples.NONE);
  }
}
