package org.pgv.installer.backup;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pgv.installer.answer.Samples;
import org.pgv.installer.answer.Samples.Sample;

/**
 * Segments of WAL that never came to a repository, as the program that looks after it found.
 *
 * @param since what was written after that cannot be restored
 * @param until when the next backup had ended; empty where there is none yet
 */
public record ArchiveGap(
    String firstSegment,
    String lastSegment,
    long segments,
    Instant since,
    Optional<Instant> until) {
  private static final String LOOKED = "pgv_repository_looked_seconds";

  /** Those of a cluster, the oldest first, from what the one who looked last has measured. */
  public static List<ArchiveGap> all(Samples looked) {
    return looked
        .all("pgv_archive_gap")
        .map(ArchiveGap::of)
        .sorted(Comparator.comparing(ArchiveGap::since))
        .toList();
  }

  /** Of what several hosts have measured of one cluster, that of the one who looked last. */
  public static Samples newest(List<Samples> hosts) {
    return Samples.newest(hosts, LOOKED);
  }

  private static ArchiveGap of(Sample sample) {
    return new ArchiveGap(
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
