package org.pgv.manifests.site;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a cluster is backed up.
 *
 * @param keepDays how far back it can be restored, at least, once backups are that old
 * @param dropWalAbove how much WAL may wait for the repository until all of it is dropped, such as
 *     {@code 50GB}; where absent, it waits however long
 */
public record Backup(
    Repository repository, int keepDays, Schedule schedule, Optional<String> dropWalAbove) {

  /**
   * When backups are taken and looked after, in the words of systemd's calendar (systemd.time(7)).
   *
   * @param full when everything is copied
   * @param incremental when what has changed since the last backup is copied
   * @param verify when everything in the repository is read and compared with its checksum
   * @param drill when a restore is rehearsed; never where absent, for it takes the room of a second
   *     copy of the cluster on a member
   */
  public record Schedule(String full, String incremental, String verify, Optional<String> drill) {
    /** All of its times. */
    public List<String> all() {
      return Stream.concat(Stream.of(full, incremental, verify), drill.stream()).toList();
    }

    /** Full ones weekly and others daily, in the night. */
    public static final Schedule USUAL =
        new Schedule("Sun 01:00", "Mon..Sat 01:00", "Wed 03:00", Optional.empty());
  }
}
