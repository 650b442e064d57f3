package org.pgv.mirror.rpm.file;

import java.nio.ByteBuffer;

/**
 * One entry of a header's index, its data known to lie within the header.
 *
 * @param offset where the data begins, counted from the first byte of the header's data
 * @param length the data's bytes, terminators of strings included
 */
record HeaderEntry(int tag, EntryType type, int offset, int count, int length) {

  /** An index entry's four numbers. */
  static final int BYTES = 16;

  /**
   * Reads the entry at the buffer's position and measures its data.
   *
   * @param data the header's data
   * @param least the first byte that is not another entry's
   */
  static HeaderEntry read(ByteBuffer index, ByteBuffer data, int least) throws Malformed {
    int tag = index.getInt();
    EntryType type = EntryType.of(index.getInt());
    int offset = index.getInt();
    int count = index.getInt();
    if (offset < least || offset >= data.limit()) {
      throw new Malformed("has tag " + tag + " at " + offset + ", where its data cannot be");
    }
    if (!type.text() && offset % type.width() != 0) {
      throw new Malformed("has tag " + tag + " at " + offset + ", which is not aligned");
    }
    if (count < 1 || (type == EntryType.STRING && count != 1)) {
      throw new Malformed("has tag " + tag + " with a count of " + count);
    }
    long length = type.text() ? textLength(data, offset, count) : (long) type.width() * count;
    if (length < 0 || offset + length > data.limit()) {
      throw new Malformed("has tag " + tag + " with more data than there is");
    }
    return new HeaderEntry(tag, type, offset, count, (int) length);
  }

  /** The bytes of so many terminated strings; negative where they do not end. */
  private static long textLength(ByteBuffer data, int offset, int count) {
    byte[] bytes = data.array();
    int start = data.arrayOffset() + offset;
    int end = data.arrayOffset() + data.limit();
    int left = count;
    for (int at = start; at < end; at++) {
      if (bytes[at] == 0 && --left == 0) {
        return at - start + 1L;
      }
    }
    return -1;
  }
}
