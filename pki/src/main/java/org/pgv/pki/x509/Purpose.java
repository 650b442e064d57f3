package org.pgv.pki.x509;

/** What a certificate may be used for; each has an intermediate that can issue nothing else. */
public enum Purpose {
  SERVER("server", "1.3.6.1.5.5.7.3.1"),
  CLIENT("client", "1.3.6.1.5.5.7.3.2");

  private final String word;
  private final String oid;

  Purpose(String word, String oid) {
    this.word = word;
    this.oid = oid;
  }

  /** The purpose in lower case, as file names and subjects have it. */
  String word() {
    return word;
  }

  /** The extended key usage of RFC 5280 section 4.2.1.12. */
  String oid() {
    return oid;
  }
}
