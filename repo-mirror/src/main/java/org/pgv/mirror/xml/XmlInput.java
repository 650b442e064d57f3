package org.pgv.mirror.xml;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of a document that is looked at: from the next byte on, as many as were asked for.
 * Behind the last one is always a 0, which no document may have, so that whoever looks for the end
 * of something stops there.
 */
final class XmlInput {
  private final InputStream in;
  private byte[] bytes = new byte[(1 << 16) + 1];
  private int at;
  private int end;
  private long passed;

  XmlInput(InputStream in) {
    this.in = in;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Where the next byte is. */
  int at() {
    return at;
  }

  /** Where the bytes end that are held. */
  int end() {
    return end;
  }

  /** The place of a byte in the whole document. */
  long offset(int index) {
    return passed + index;
  }

  void moveTo(int index) {
    at = index;
  }

  /** Holds as many bytes from the next one on; fewer only where the document ends before. */
  int hold(int count) throws IOException {
    if (end - at < count) {
      fill(count);
    }
    return end - at;
  }

  /** Whether the document goes on with this text, which is ASCII. */
  boolean follows(String ascii) throws IOException {
    if (hold(ascii.length()) < ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (bytes[at + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void fill(int count) throws IOException {
    byte[] room = count < bytes.length ? bytes : Arrays.copyOf(bytes, 2 * count + 1);
    System.arraycopy(bytes, at, room, 0, end - at);
    bytes = room;
    passed += at;
    end -= at;
    at = 0;
    end += in.readNBytes(bytes, end, bytes.length - 1 - end);
    bytes[end] = 0;
  }
}
