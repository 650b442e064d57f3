package org.pgv.mirror.rpm.file;

/** What a file is, by its mode as in {@code stat}. */
enum FileType {
  REGULAR(0100000, "a regular file"),
  DIRECTORY(0040000, "a folder"),
  SYMBOLIC_LINK(0120000, "a symbolic link"),
  CHARACTER_DEVICE(0020000, "a character device"),
  BLOCK_DEVICE(0060000, "a block device"),
  PIPE(0010000, "a named pipe"),
  SOCKET(0140000, "a socket"),
  UNKNOWN(0, "of an unknown type");

  private static final int MASK = 0170000;

  private final int bits;
  private final String title;

  FileType(int bits, String title) {
    this.bits = bits;
    this.title = title;
  }

  /** What problems call it. */
  String title() {
    return title;
  }

  boolean device() {
    return this == CHARACTER_DEVICE || this == BLOCK_DEVICE;
  }

  static FileType of(int mode) {
    for (FileType type : values()) {
      if (type.bits == (mode & MASK)) {
        return type;
      }
    }
    return UNKNOWN;
  }
}
