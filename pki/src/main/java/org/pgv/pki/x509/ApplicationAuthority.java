package org.pgv.pki.x509;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.value.Secret;

/**
 * Issues what applications prove themselves by to PostgreSQL. It stands beside the site's authority
 * and not below it: whoever trusts the site's root does not thereby trust an application, and only
 * who is told of this one does.
 */
public final class ApplicationAuthority {
  private static final Duration VALIDITY = Duration.ofDays(3652);

  private final X509Certificate certificate;
  private final PrivateKey key;
  private final CertificateMaker maker;

  private ApplicationAuthority(
      X509Certificate certificate, PrivateKey key, CertificateMaker maker) {
    this.certificate = certificate;
    this.key = key;
    this.maker = maker;
  }

  /**
   * An authority as it is kept.
   *
   * @param certificate PEM of what PostgreSQL trusts
   * @param key PKCS #8 that is not encrypted
   */
  public record Kept(String certificate, Secret key) {}

  /** Makes the one of a site. */
  public static ApplicationAuthority create(String site, Clock clock, SecureRandom random) {
    CertificateMaker maker = new CertificateMaker(clock, random);
    Issuer made =
        maker.alone(Authority.name(site, "applications authority"), Purpose.CLIENT, VALIDITY);
    return new ApplicationAuthority(made.certificate(), made.key(), maker);
  }

  /** Takes up one that was kept; one that does not hold together is refused. */
  public static Loaded<ApplicationAuthority> load(Kept kept, Clock clock, SecureRandom random) {
    try {
      X509Certificate certificate = HierarchyCheck.root(kept.certificate());
      PrivateKey key = Pem.key(kept.key());
      if (!HierarchyCheck.belong(key, certificate)) {
        throw new GeneralSecurityException("its key is another one's");
      }
      return new Loaded.Ok<>(
          new ApplicationAuthority(certificate, key, new CertificateMaker(clock, random)));
    } catch (GeneralSecurityException e) {
      return new Loaded.Refused<>(
          List.of(
              new Problem(
                  "authority of applications",
                  "does not hold together: " + e.getMessage(),
                  "restore it from the last copy of the site's secrets")));
    }
  }

  /** As it is kept. */
  public Kept pem() {
    return new Kept(Pem.of(certificate), Pem.of(key));
  }

  /** Issues the certificate of a role, with a new key; PostgreSQL knows the rest of its chain. */
  public Issued issue(String role) {
    return issue(role, Authority.LEAF_VALIDITY);
  }

  /** The same, and it ends at this moment, or earlier. */
  public Issued issue(String role, Instant end) {
    Duration left = maker.until(end);
    return issue(
        role, left.compareTo(Authority.LEAF_VALIDITY) < 0 ? left : Authority.LEAF_VALIDITY);
  }

  private Issued issue(String role, Duration validity) {
    KeyPair keys = maker.keys(Authority.LEAF_CURVE);
    X500Name above = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    X500Name name =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.O, above.getRDNs(BCStyle.O)[0].getFirst().getValue())
            .addRDN(BCStyle.CN, role)
            .build();
    CertificateRequest request =
        new CertificateRequest(Purpose.CLIENT, Optional.of(role), Optional.empty(), List.of());
    X509Certificate leaf =
        maker.leaf(
            name, keys.getPublic(), request, new Issuer(List.of(certificate), key), validity);
    return new Issued(Pem.of(leaf), Pem.of(keys.getPrivate()));
  }
}
