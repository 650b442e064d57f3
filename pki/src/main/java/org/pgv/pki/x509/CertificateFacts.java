package org.pgv.pki.x509;

import java.net.InetAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.value.Sha256;

/**
 * What a certificate says, for those who watch over it.
 *
 * @param subject whose it is, as RFC 2253 writes names
 * @param fingerprint the digest of its DER form
 */
public record CertificateFacts(
    String subject,
    String issuer,
    Instant notAfter,
    List<AlternativeName> names,
    Sha256 fingerprint) {
  private static final int URI_NAME = 6;
  private static final int DNS_NAME = 2;
  private static final int ADDRESS = 7;

  public CertificateFacts {
    names = List.copyOf(names);
  }

  /** The certificates of a PEM text, the leaf first; {@code where} is what problems call it. */
  public static Loaded<List<CertificateFacts>> read(String where, String pem) {
    List<CertificateFacts> facts = new ArrayList<>();
    try {
      for (X509Certificate certificate : Pem.certificates(pem)) {
        facts.add(of(certificate));
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return refused(where, "holds a damaged certificate: " + e.getMessage());
    }
    return facts.isEmpty()
        ? refused(where, "holds no certificate")
        : new Loaded.Ok<>(List.copyOf(facts));
  }

  /** How long it is still valid; negative where it no longer is. */
  public Duration left(Instant now) {
    return Duration.between(now, notAfter);
  }

  private static CertificateFacts of(X509Certificate certificate) throws GeneralSecurityException {
    return new CertificateFacts(
        certificate.getSubjectX500Principal().getName(),
        certificate.getIssuerX500Principal().getName(),
        certificate.getNotAfter().toInstant(),
        names(certificate),
        Sha256.of(certificate.getEncoded()));
  }

  private static List<AlternativeName> names(X509Certificate certificate)
      throws GeneralSecurityException {
    Collection<List<?>> entries = certificate.getSubjectAlternativeNames();
    List<AlternativeName> names = new ArrayList<>();
    for (List<?> entry : entries == null ? List.<List<?>>of() : entries) {
      int kind = (Integer) entry.get(0);
      String value = String.valueOf(entry.get(1));
      switch (kind) {
        case DNS_NAME -> names.add(new AlternativeName.Dns(value));
        case ADDRESS -> names.add(new AlternativeName.Address(InetAddress.ofLiteral(value)));
        case URI_NAME -> names.add(new AlternativeName.Uri(URI.create(value)));
        default -> {}
      }
    }
    return names;
  }

  private static Loaded<List<CertificateFacts>> refused(String where, String what) {
    return new Loaded.Refused<>(List.of(new Problem(where, what)));
  }
}
