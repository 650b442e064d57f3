package org.pgv.mirror.rpm.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** A digest that a package states, held against what it is made over. */
final class DigestCheck {
  private final String title;
  private final MessageDigest digest;
  private final String stated;

  /**
   * Begins to compute.
   *
   * @param title what problems call it
   * @param algorithm by its name in Java, which every runtime has
   * @param stated hexadecimal, in either case
   */
  DigestCheck(String title, String algorithm, String stated) {
    this.title = title;
    this.stated = stated.toLowerCase(Locale.ROOT);
    try {
      this.digest = MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks " + algorithm, e);
    }
  }

  String title() {
    return title;
  }

  void update(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
  }

  /** Whether the package states what was computed; asked once. */
  boolean holds() {
    return HexFormat.of().formatHex(digest.digest()).equals(stated);
  }
}
