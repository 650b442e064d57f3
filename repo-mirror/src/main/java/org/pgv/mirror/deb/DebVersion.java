package org.pgv.mirror.deb;

/**
 * A Debian version, ordered as Debian Policy section 5.6.12 says. Different spellings may compare
 * as equal ({@code 1.0} and {@code 0:1.00-0}) without being the same value.
 */
public record DebVersion(String text) implements Comparable<DebVersion> {

  public DebVersion {
    boolean printed = true;
    for (int i = 0; i < text.length(); i++) {
      printed &= text.charAt(i) > ' ' && text.charAt(i) <= '~';
    }
    if (!printed || text.isEmpty()) {
      throw new IllegalArgumentException("not a Debian version: '" + text + "'");
    }
  }

  @Override
  public int compareTo(DebVersion other) {
    return compare(text, other.text);
  }

  /** The order of two versions as they are written, without making a value of either. */
  public static int compare(String a, String b) {
    if (a.equals(b)) {
      return 0;
    }
    int epochA = Math.max(a.indexOf(':'), 0);
    int epochB = Math.max(b.indexOf(':'), 0);
    int byEpoch = compareParts(a, 0, epochA, b, 0, epochB);
    if (byEpoch != 0) {
      return byEpoch;
    }
    int fromA = a.indexOf(':') + 1;
    int fromB = b.indexOf(':') + 1;
    int dashA = a.lastIndexOf('-') < fromA ? a.length() : a.lastIndexOf('-');
    int dashB = b.lastIndexOf('-') < fromB ? b.length() : b.lastIndexOf('-');
    int byUpstream = compareParts(a, fromA, dashA, b, fromB, dashB);
    return byUpstream != 0
        ? byUpstream
        : compareParts(
            a,
            Math.min(dashA + 1, a.length()),
            a.length(),
            b,
            Math.min(dashB + 1, b.length()),
            b.length());
  }

  /** Compares alternating runs of non-digits and digits; a part that has ended sorts as zero. */
  private static int compareParts(String a, int i, int endA, String b, int j, int endB) {
    while (i < endA || j < endB) {
      while (textual(a, i, endA) || textual(b, j, endB)) {
        int byWeight = weight(a, i, endA) - weight(b, j, endB);
        if (byWeight != 0) {
          return byWeight;
        }
        i++;
        j++;
      }
      int startA = skipZeros(a, i, endA);
      int startB = skipZeros(b, j, endB);
      i = skipDigits(a, startA, endA);
      j = skipDigits(b, startB, endB);
      int byNumber = compareNumbers(a, startA, i, b, startB, j);
      if (byNumber != 0) {
        return byNumber;
      }
    }
    return 0;
  }

  /** Without leading zeros the longer number is the greater one, however long it is. */
  private static int compareNumbers(String a, int i, int endA, String b, int j, int endB) {
    int byLength = (endA - i) - (endB - j);
    for (int k = 0; byLength == 0 && k < endA - i; k++) {
      int byDigit = a.charAt(i + k) - b.charAt(j + k);
      if (byDigit != 0) {
        return byDigit;
      }
    }
    return byLength;
  }

  private static int skipZeros(String text, int from, int end) {
    int i = from;
    while (i < end && text.charAt(i) == '0') {
      i++;
    }
    return i;
  }

  private static int skipDigits(String text, int from, int end) {
    int i = from;
    while (i < end && digit(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Tilde before the end, the end before letters, letters before everything else. */
  private static int weight(String text, int at, int end) {
    if (at >= end || digit(text.charAt(at))) {
      return 0;
    }
    char c = text.charAt(at);
    if (c == '~') {
      return -1;
    }
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter ? c : c + 256;
  }

  private static boolean textual(String text, int at, int end) {
    return at < end && !digit(text.charAt(at));
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  @Override
  public String toString() {
    return text;
  }
}
