package org.pgv.mirror.rpm.file;

/** The two headers of a package, and what either may hold at most (rpm's header.c has the same). */
enum HeaderKind {
  SIGNATURE("signature header", 62, 32, 64 << 20),
  MAIN("header", 63, 0xFFFF, 0x0FFFFFFF);

  private final String title;
  private final int regionTag;
  private final int mostEntries;
  private final int mostData;

  HeaderKind(String title, int regionTag, int mostEntries, int mostData) {
    this.title = title;
    this.regionTag = regionTag;
    this.mostEntries = mostEntries;
    this.mostData = mostData;
  }

  /** What problems call it. */
  String title() {
    return title;
  }

  /** The tag of the region that seals it (HEADERSIGNATURES, HEADERIMMUTABLE). */
  int regionTag() {
    return regionTag;
  }

  int mostEntries() {
    return mostEntries;
  }

  int mostData() {
    return mostData;
  }
}
