package org.pgv.pki.x509;

import java.util.List;
import java.util.Optional;

/**
 * What a leaf certificate must say; the organization is the site's.
 *
 * @param commonName the CN: for a client its role; empty for a certificate that must have none
 * @param unit the OU
 * @param names what the holder goes by; clients take only the common name where it is empty
 */
public record CertificateRequest(
    Purpose purpose,
    Optional<String> commonName,
    Optional<String> unit,
    List<AlternativeName> names) {

  public CertificateRequest {
    names = List.copyOf(names);
    if (purpose == Purpose.SERVER && names.isEmpty()) {
      throw new IllegalArgumentException("a server's certificate needs a name or an address");
    }
    if (commonName.isEmpty() && unit.isEmpty() && names.isEmpty()) {
      throw new IllegalArgumentException("a certificate must say whose it is");
    }
  }

  /** A server's certificate, for these names. */
  public static CertificateRequest server(String commonName, List<AlternativeName> names) {
    return new CertificateRequest(Purpose.SERVER, Optional.of(commonName), Optional.empty(), names);
  }

  /** A client's certificate that carries its role. */
  public static CertificateRequest client(String role) {
    return new CertificateRequest(Purpose.CLIENT, Optional.of(role), Optional.empty(), List.of());
  }
}
