package org.pgv.mirror.rpm.file;

/** The types of a header's entries (rpmtag.h, rpmTagType). */
enum EntryType {
  CHAR(1, 1),
  INT8(2, 1),
  INT16(3, 2),
  INT32(4, 4),
  INT64(5, 8),
  STRING(6, 0),
  BINARY(7, 1),
  STRINGS(8, 0),
  TRANSLATED(9, 0);

  private final int number;
  private final int width;

  EntryType(int number, int width) {
    this.number = number;
    this.width = width;
  }

  /** The bytes of one item, which is also what its place is aligned to; 0 for text. */
  int width() {
    return width;
  }

  boolean text() {
    return width == 0;
  }

  static EntryType of(int number) throws Malformed {
    for (EntryType type : values()) {
      if (type.number == number) {
        return type;
      }
    }
    throw new Malformed("has an entry of the unknown type " + number);
  }
}
