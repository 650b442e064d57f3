package org.pgv.manifests.site;

/**
 * How a cluster is backed up.
 *
 * @param keepDays how far back it can be restored, at least, once backups are that old
 */
public record Backup(Repository repository, int keepDays, Schedule schedule) {

  /**
   * When backups are taken, in the words of systemd's calendar (systemd.time(7)).
   *
   * @param full when everything is copied
   * @param incremental when what has changed since the last backup is copied
   */
  public record Schedule(String full, String incremental) {
    /** Weekly and daily, in the night. */
    public static final Schedule USUAL = new Schedule("Sun 01:00", "Mon..Sat 01:00");
  }
}
