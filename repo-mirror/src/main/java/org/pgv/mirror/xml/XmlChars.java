package org.pgv.mirror.xml;

/** What single bytes of a document may be; {@link #REFUSED} is no length of a character. */
final class XmlChars {
  static final int REFUSED = -1;

  private static final byte NAME_START = 1;
  private static final byte NAME = 2;
  private static final byte SPACE = 4;
  private static final byte TEXT = 8;
  private static final byte VALUE = 16;
  private static final byte[] KINDS = kinds();

  private XmlChars() {}

  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    for (int c = ' '; c < 0x80; c++) {
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
      boolean inName = letter || (c >= '0' && c <= '9') || c == '-' || c == '.';
      kinds[c] |= letter ? NAME_START : 0;
      kinds[c] |= inName ? NAME : 0;
      kinds[c] |= "<&]".indexOf(c) < 0 ? TEXT : 0;
      kinds[c] |= "<&\"'".indexOf(c) < 0 ? VALUE : 0;
    }
    kinds['\t'] = SPACE | TEXT;
    kinds['\n'] = SPACE | TEXT;
    kinds['\r'] = SPACE;
    kinds[' '] |= SPACE;
    return kinds;
  }

  /** Names are of ASCII letters, as all names in metadata are; colons divide them. */
  static boolean startsName(byte b) {
    return (KINDS[b & 0xFF] & NAME_START) != 0;
  }

  static boolean inName(byte b) {
    return (KINDS[b & 0xFF] & NAME) != 0;
  }

  static boolean space(byte b) {
    return (KINDS[b & 0xFF] & SPACE) != 0;
  }

  /** Whether it stands for itself in text. */
  static boolean plainText(byte b) {
    return (KINDS[b & 0xFF] & TEXT) != 0;
  }

  /** Whether it stands for itself in the value of an attribute, whatever its quotes are. */
  static boolean plainValue(byte b) {
    return (KINDS[b & 0xFF] & VALUE) != 0;
  }

  /** Char of XML 1.0 section 2.2. */
  static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || (c >= 0x10000 && c <= 0x10FFFF);
  }

  /**
   * How many bytes the character is long that starts here, encoded as RFC 3629 says; {@link
   * #REFUSED} where it is none, or none that XML allows.
   */
  static int length(byte[] bytes, int at, int end) {
    int first = bytes[at] & 0xFF;
    int length = first < 0x80 ? 1 : first < 0xC0 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (length == 0 || first > 0xF4 || at + length > end) {
      return REFUSED;
    }
    int c = length == 1 ? first : first & (0x7F >> length);
    for (int i = 1; i < length; i++) {
      int next = bytes[at + i] & 0xFF;
      if (next >> 6 != 2) {
        return REFUSED;
      }
      c = c << 6 | (next & 0x3F);
    }
    boolean shortest = length < 2 || c >= (length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000);
    return shortest && allowed(c) ? length : REFUSED;
  }
}
