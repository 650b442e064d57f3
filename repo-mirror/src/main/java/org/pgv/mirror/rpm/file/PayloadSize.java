package org.pgv.mirror.rpm.file;

import java.util.Optional;

/** The size of a package's unpacked payload, which writers put into four different places. */
final class PayloadSize {
  private PayloadSize() {}

  static Optional<Long> of(RpmFile file) throws Malformed {
    Header signature = file.signature();
    Header header = file.header();
    Optional<Long> size = signature.number(Tag.LONG_ARCHIVE_SIZE);
    if (size.isEmpty()) {
      size = signature.number(Tag.SIGNATURE_PAYLOAD_SIZE);
    }
    if (size.isEmpty()) {
      size = header.number(Tag.LONG_ARCHIVE_SIZE);
    }
    return size.isPresent() ? size : header.number(Tag.ARCHIVE_SIZE);
  }
}
