package org.pgv.mirror.xml;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** References to characters: by number, or the five names of XML 1.0 section 4.6; no others. */
final class References {
  /** Room for eight digits and more. */
  static final int LONGEST = 16;

  private static final Map<String, Integer> NAMED =
      Map.of("lt", (int) '<', "gt", (int) '>', "amp", (int) '&', "quot", (int) '"', "apos", 39);

  private References() {}

  /**
   * How many bytes the reference is long that starts here; {@link XmlChars#REFUSED} where it is
   * none that is known.
   */
  static int length(byte[] bytes, int at, int end) {
    int last = at + 1;
    while (last < end && last - at < LONGEST && bytes[last] != ';') {
      last++;
    }
    boolean known = last < end && bytes[last] == ';' && codePoint(bytes, at, last) >= 0;
    return known ? last + 1 - at : XmlChars.REFUSED;
  }

  /** The character that is meant; {@link XmlChars#REFUSED} where there is none. */
  static int codePoint(byte[] bytes, int at, int semicolon) {
    String name = new String(bytes, at + 1, semicolon - at - 1, StandardCharsets.ISO_8859_1);
    if (!name.startsWith("#")) {
      return NAMED.getOrDefault(name, XmlChars.REFUSED);
    }
    boolean hexadecimal = name.startsWith("#x");
    String digits = name.substring(hexadecimal ? 2 : 1);
    if (!digits.matches(hexadecimal ? "[0-9a-fA-F]{1,8}" : "[0-9]{1,10}")) {
      return XmlChars.REFUSED;
    }
    long number = Long.parseLong(digits, hexadecimal ? 16 : 10);
    return number <= Character.MAX_CODE_POINT && XmlChars.allowed((int) number)
        ? (int) number
        : XmlChars.REFUSED;
  }

  /** Appends the value of an attribute as XML 1.0 section 3.3.3 normalizes it. */
  static void resolve(byte[] bytes, int start, int end, TextBuffer into) {
    int i = start;
    while (i < end) {
      if (bytes[i] == '&') {
        int length = length(bytes, i, end);
        into.appendCodePoint(codePoint(bytes, i, i + length - 1));
        i += length;
      } else if (XmlChars.space(bytes[i])) {
        into.append(' ');
        i += bytes[i] == '\r' && i + 1 < end && bytes[i + 1] == '\n' ? 2 : 1;
      } else {
        into.append(bytes, i, i + 1);
        i++;
      }
    }
  }
}
