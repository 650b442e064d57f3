package org.pgv.mirror.rpm;

import org.pgv.mirror.xml.TextBuffer;

/**
 * Epoch, version and release of an RPM package, written {@code [EPOCH:]VERSION[-RELEASE]} and
 * ordered as rpm-version(7) says. Different spellings may compare as equal ({@code 1.0-1} and
 * {@code 0:1.00-01}) without being the same value.
 */
public record RpmVersion(String text) implements Comparable<RpmVersion> {

  public RpmVersion {
    boolean spaced = false;
    for (int i = 0; i < text.length(); i++) {
      spaced |= text.charAt(i) <= ' ';
    }
    if (spaced || text.isEmpty()) {
      throw new IllegalArgumentException("not an RPM version: '" + text + "'");
    }
  }

  /**
   * The version that repository metadata gives in three attributes.
   *
   * @param epoch empty or {@code 0} where there is none
   * @param release empty where there is none, as in most dependencies
   */
  public static RpmVersion of(String epoch, String version, String release) {
    String before = epoch.isEmpty() || epoch.equals("0") ? "" : epoch + ":";
    return new RpmVersion(before + version + (release.isEmpty() ? "" : "-" + release));
  }

  /** Refuses a text that is no version, as the constructor does. */
  static void mustBeOne(TextBuffer text) {
    boolean spaced = false;
    for (int i = 0; i < text.length(); i++) {
      spaced |= text.bytes()[i] >= 0 && text.bytes()[i] <= ' ';
    }
    if (spaced || text.length() == 0) {
      throw new IllegalArgumentException("not an RPM version: '" + text + "'");
    }
  }

  /** The epoch, {@code 0} where none is written. */
  public String epoch() {
    int end = epochEnd(text);
    return end == 0 ? "0" : text.substring(0, end);
  }

  public String version() {
    return text.substring(versionStart(text), versionEnd(text));
  }

  /** The release, empty where none is written. */
  public String release() {
    return text.substring(Math.min(versionEnd(text) + 1, text.length()));
  }

  @Override
  public int compareTo(RpmVersion other) {
    return compare(text, other.text);
  }

  /** The order of two versions as they are written; without a release comes before any release. */
  public static int compare(String a, String b) {
    int byVersion = compareWithoutRelease(a, b);
    return a.equals(b) || byVersion != 0 ? byVersion : compareReleases(a, b);
  }

  /** The order of two versions whose releases do not matter. */
  public static int compareWithoutRelease(String a, String b) {
    int epochA = epochEnd(a);
    int epochB = epochEnd(b);
    int byEpoch =
        Segments.compare(
            epochA == 0 ? "0" : a,
            0,
            Math.max(epochA, 1),
            epochB == 0 ? "0" : b,
            0,
            Math.max(epochB, 1));
    return byEpoch != 0
        ? byEpoch
        : Segments.compare(a, versionStart(a), versionEnd(a), b, versionStart(b), versionEnd(b));
  }

  /** Whether a release is written. */
  public static boolean hasRelease(String text) {
    return versionEnd(text) + 1 < text.length();
  }

  private static int compareReleases(String a, String b) {
    int fromA = Math.min(versionEnd(a) + 1, a.length());
    int fromB = Math.min(versionEnd(b) + 1, b.length());
    return Segments.compare(a, fromA, a.length(), b, fromB, b.length());
  }

  /** Where the colon stands that ends the epoch; 0 where the text has none. */
  private static int epochEnd(String text) {
    int end = 0;
    while (end < text.length() && Segments.digit(text.charAt(end))) {
      end++;
    }
    return end < text.length() && text.charAt(end) == ':' ? end : 0;
  }

  private static int versionStart(String text) {
    int end = epochEnd(text);
    return end == 0 ? 0 : end + 1;
  }

  private static int versionEnd(String text) {
    int dash = text.lastIndexOf('-');
    return dash < versionStart(text) ? text.length() : dash;
  }

  @Override
  public String toString() {
    return text;
  }
}
