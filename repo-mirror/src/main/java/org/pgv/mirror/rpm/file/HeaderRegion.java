package org.pgv.mirror.rpm.file;

import java.nio.ByteBuffer;

/**
 * The region that seals a header: the first entry, whose data is an entry again, with the size of
 * the region's index as its negative offset (docs/manual/hregions.md of rpm). In a package file it
 * covers the whole header; packages of format 3 have none.
 */
final class HeaderRegion {
  /** Tags below are regions (rpmtag.h, HEADER_I18NTABLE). */
  static final int FIRST_ORDINARY_TAG = 100;

  private static final int BINARY = 7;

  private HeaderRegion() {}

  /** Whether the header has a region, which is then known to be right. */
  static boolean passed(ByteBuffer index, ByteBuffer data, HeaderKind kind) throws Malformed {
    if (index.getInt(0) != kind.regionTag()) {
      return false;
    }
    int offset = index.getInt(8);
    if (!regionEntry(index, 0, kind) || offset != data.limit() - HeaderEntry.BYTES) {
      throw new Malformed("has a region that does not end where the header does");
    }
    if (!regionEntry(data, offset, kind) || -data.getInt(offset + 8) != index.limit()) {
      throw new Malformed("has a region that does not cover its index");
    }
    return true;
  }

  private static boolean regionEntry(ByteBuffer bytes, int at, HeaderKind kind) {
    return at >= 0
        && bytes.getInt(at) == kind.regionTag()
        && bytes.getInt(at + 4) == BINARY
        && bytes.getInt(at + 12) == HeaderEntry.BYTES;
  }
}
