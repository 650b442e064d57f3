package org.pgv.mirror.xml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text as UTF-8, to be filled again and again: metadata holds millions of texts, most of which
 * occur many times and need not become strings.
 */
public final class TextBuffer {
  private byte[] bytes = new byte[1 << 8];
  private int length;

  public void clear() {
    length = 0;
  }

  public int length() {
    return length;
  }

  /** The bytes, of which {@link #length} count; good until the buffer is filled again. */
  public byte[] bytes() {
    return bytes;
  }

  public TextBuffer append(TextBuffer other) {
    append(other.bytes, 0, other.length);
    return this;
  }

  public TextBuffer append(char ascii) {
    makeRoom(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  void append(byte[] from, int start, int end) {
    makeRoom(end - start);
    System.arraycopy(from, start, bytes, length, end - start);
    length += end - start;
  }

  void appendCodePoint(int codePoint) {
    byte[] encoded = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
    append(encoded, 0, encoded.length);
  }

  /** Whether it is this text, which is ASCII. */
  public boolean is(String ascii) {
    if (ascii.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void makeRoom(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
