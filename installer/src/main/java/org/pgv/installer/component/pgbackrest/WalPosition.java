package org.pgv.installer.component.pgbackrest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in what a cluster has written.
 *
 * @param timeline the number of its history, which a restore or a promotion begins anew
 * @param bytes from the beginning; an LSN as a number
 */
public record WalPosition(int timeline, long bytes) {
  /** The digits of a segment's name that say its timeline. */
  private static final int TIMELINE_DIGITS = 8;

  private static final Pattern LSN = Pattern.compile("([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");

  /** Reads the name of a segment and an LSN in it, such as {@code 0/60007B8}. */
  public static WalPosition of(String segment, String lsn) {
    int timeline =
        segment.length() < TIMELINE_DIGITS
            ? 0
            : Integer.parseUnsignedInt(segment.substring(0, TIMELINE_DIGITS), 16);
    return new WalPosition(timeline, lsn.isEmpty() ? 0 : bytes(lsn));
  }

  /** Reads an LSN as a number. */
  static long bytes(String lsn) {
    Matcher halves = LSN.matcher(lsn);
    if (!halves.matches()) {
      throw new IllegalArgumentException("not an LSN: '" + lsn + "'");
    }
    return Long.parseLong(halves.group(1), 16) << 32 | Long.parseLong(halves.group(2), 16);
  }
}
