package org.pgv.mirror.rpm.file;

import java.nio.ByteBuffer;

/** What a header's first bytes say of its size. */
record HeaderSize(int entries, int data) {
  /** Magic, version and reserved bytes, then the two counts. */
  static final int BYTES = 16;

  /** Magic, version 1 and four reserved bytes. */
  private static final long MAGIC = 0x8EADE801_00000000L;

  /** The first bytes of a header, which stays within what its kind may hold. */
  static HeaderSize read(ByteBuffer bytes, HeaderKind kind) throws Malformed {
    if (bytes.getLong(0) != MAGIC) {
      throw new Malformed("does not begin as a header does");
    }
    int entries = bytes.getInt(8);
    int data = bytes.getInt(12);
    if (entries < 1 || entries > kind.mostEntries() || data < 1 || data > kind.mostData()) {
      throw new Malformed(
          "claims "
              + Integer.toUnsignedString(entries)
              + " entries and "
              + Integer.toUnsignedString(data)
              + " bytes of data");
    }
    return new HeaderSize(entries, data);
  }

  /** The whole header in bytes. */
  long total() {
    return BYTES + (long) entries * HeaderEntry.BYTES + data;
  }
}
