package org.pgv.pki.x509;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One who signs certificates.
 *
 * @param chain its certificate, then those between it and the root
 */
record Issuer(List<X509Certificate> chain, PrivateKey key) {
  Issuer {
    chain = List.copyOf(chain);
  }

  X509Certificate certificate() {
    return chain.getFirst();
  }

  /** What a holder of its leaves has to present besides the leaf. */
  String pem() {
    return chain.stream().map(Pem::of).collect(Collectors.joining());
  }

  @Override
  public String toString() {
    return certificate().getSubjectX500Principal().toString();
  }
}
