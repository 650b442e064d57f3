package org.pgv.mirror.rpm.file;

import java.nio.ByteBuffer;

/** The first bytes of a package, of which nothing is used any more but that it is one. */
final class Lead {
  static final int BYTES = 96;

  private static final int MAGIC = 0xEDABEEDB;
  private static final int FORMAT_OFFSET = 4;
  private static final int SIGNATURE_TYPE_OFFSET = 78;

  /** RPMSIGTYPE_HEADERSIG: the signatures are in a header of their own. */
  private static final int SIGNATURE_HEADER = 5;

  private Lead() {}

  static void check(ByteBuffer lead) throws Malformed {
    if (lead.getInt(0) != MAGIC) {
      throw new Malformed("is not an RPM package");
    }
    byte format = lead.get(FORMAT_OFFSET);
    // Packages of format 6 say 4, for the sake of older readers.
    if (format != 3 && format != 4) {
      throw new Malformed("has the unknown package format " + format);
    }
    if (lead.getShort(SIGNATURE_TYPE_OFFSET) != SIGNATURE_HEADER) {
      throw new Malformed("has no signature header");
    }
  }
}
