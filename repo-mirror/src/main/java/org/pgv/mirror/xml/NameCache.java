package org.pgv.mirror.xml;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The names of elements as strings: a document has few, and has them again and again. */
final class NameCache {
  private final @Nullable String[] names = new String[64];

  String get(byte[] bytes, int start, int end) {
    int hash = end - start;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = (hash ^ hash >>> 6) & names.length - 1;
    String known = names[slot];
    if (known == null || !same(known, bytes, start, end)) {
      known = new String(bytes, start, end - start, StandardCharsets.US_ASCII);
      names[slot] = known;
    }
    return known;
  }

  private static boolean same(String name, byte[] bytes, int start, int end) {
    if (name.length() != end - start) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (bytes[i] != name.charAt(i - start)) {
        return false;
      }
    }
    return true;
  }
}
