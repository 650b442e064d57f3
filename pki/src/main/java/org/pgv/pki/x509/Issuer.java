package org.pgv.pki.x509;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A certificate that may sign others, and its key. */
record Issuer(X509Certificate certificate, PrivateKey key) {

  @Override
  public String toString() {
    return certificate.getSubjectX500Principal().toString();
  }
}
