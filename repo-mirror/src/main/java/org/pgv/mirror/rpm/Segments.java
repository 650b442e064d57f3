package org.pgv.mirror.rpm;

/**
 * The order that rpm gives to an epoch, a version or a release: as runs of digits and runs of
 * letters, whatever stands between them (rpm-version(7), "rpmvercmp").
 */
final class Segments {
  private Segments() {}

  /** Compares a part of each text. */
  static int compare(String a, int i, int endA, String b, int j, int endB) {
    while (i < endA || j < endB) {
      i = skipSeparators(a, i, endA);
      j = skipSeparators(b, j, endB);
      char signA = signAt(a, i, endA);
      char signB = signAt(b, j, endB);
      if (signA == '~' || signB == '~' || signA == '^' || signB == '^') {
        if (signA != signB) {
          return weight(signA) - weight(signB);
        }
        i++;
        j++;
        continue;
      }
      if (i >= endA || j >= endB) {
        return Boolean.compare(i < endA, j < endB);
      }
      int stopA = runEnd(a, i, endA);
      int stopB = runEnd(b, j, endB);
      int bySegment = compareRuns(a, i, stopA, b, j, stopB);
      if (bySegment != 0) {
        return bySegment;
      }
      i = stopA;
      j = stopB;
    }
    return 0;
  }

  /** A tilde comes before the end, the end before a caret, a caret before anything else. */
  private static int weight(char sign) {
    return switch (sign) {
      case '~' -> 0;
      case END -> 1;
      case '^' -> 2;
      default -> 3;
    };
  }

  private static final char END = 0;

  private static char signAt(String text, int at, int end) {
    return at < end ? text.charAt(at) : END;
  }

  /** Numbers come after letters; of numbers the longer is the greater, leading zeros aside. */
  private static int compareRuns(String a, int i, int endA, String b, int j, int endB) {
    boolean number = digit(a.charAt(i));
    if (number != digit(b.charAt(j))) {
      return number ? 1 : -1;
    }
    int startA = number ? skipZeros(a, i, endA) : i;
    int startB = number ? skipZeros(b, j, endB) : j;
    if (number && endA - startA != endB - startB) {
      return (endA - startA) - (endB - startB);
    }
    int common = Math.min(endA - startA, endB - startB);
    for (int k = 0; k < common; k++) {
      int byCharacter = a.charAt(startA + k) - b.charAt(startB + k);
      if (byCharacter != 0) {
        return byCharacter;
      }
    }
    return (endA - startA) - (endB - startB);
  }

  private static int skipSeparators(String text, int from, int end) {
    int i = from;
    while (i < end && separates(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean separates(char c) {
    return !digit(c) && !letter(c) && c != '~' && c != '^';
  }

  private static int runEnd(String text, int from, int end) {
    boolean number = digit(text.charAt(from));
    int i = from;
    while (i < end && (number ? digit(text.charAt(i)) : letter(text.charAt(i)))) {
      i++;
    }
    return i;
  }

  private static int skipZeros(String text, int from, int end) {
    int i = from;
    while (i < end && text.charAt(i) == '0') {
      i++;
    }
    return i;
  }

  static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
