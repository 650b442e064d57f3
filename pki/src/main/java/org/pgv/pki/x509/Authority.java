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

/**
 * The site's own certificate authority. The root signs two intermediates, and they sign leaves: one
 * those of servers, the other those of clients, and neither can do the other's work.
 */
public final class Authority {
  /** The longest that a leaf is valid: the limit of the web's own authorities. */
  public static final Duration LEAF_VALIDITY = Duration.ofDays(397);

  static final Duration INTERMEDIATE_VALIDITY = Duration.ofDays(5 * 365);
  private static final Duration ROOT_VALIDITY = Duration.ofDays(3652);
  static final String LEAF_CURVE = "secp256r1";

  private final X509Certificate root;
  private final Optional<PrivateKey> rootKey;
  private final Issuer server;
  private final Issuer client;
  private final CertificateMaker maker;

  Authority(
      X509Certificate root,
      Optional<PrivateKey> rootKey,
      Issuer server,
      Issuer client,
      CertificateMaker maker) {
    this.root = root;
    this.rootKey = rootKey;
    this.server = server;
    this.client = client;
    this.maker = maker;
  }

  /** Makes the authority of a new site. */
  public static Authority create(String site, Clock clock, SecureRandom random) {
    CertificateMaker maker = new CertificateMaker(clock, random);
    Issuer root = maker.root(name(site, "root authority"), ROOT_VALIDITY);
    return new Authority(
        root.certificate(),
        Optional.of(root.key()),
        intermediate(site, Purpose.SERVER, root, maker),
        intermediate(site, Purpose.CLIENT, root, maker),
        maker);
  }

  /** Takes up an authority that was kept; one that does not hold together is refused. */
  public static Loaded<Authority> load(AuthorityPem kept, Clock clock, SecureRandom random) {
    try {
      X509Certificate root = HierarchyCheck.root(kept.root());
      Optional<PrivateKey> rootKey = Optional.empty();
      if (kept.rootKey().isPresent()) {
        rootKey = Optional.of(HierarchyCheck.rootKey(kept.rootKey().get(), root));
      }
      return new Loaded.Ok<>(
          new Authority(
              root,
              rootKey,
              HierarchyCheck.issuer(Purpose.SERVER, kept.server(), root),
              HierarchyCheck.issuer(Purpose.CLIENT, kept.client(), root),
              new CertificateMaker(clock, random)));
    } catch (GeneralSecurityException e) {
      return new Loaded.Refused<>(
          List.of(
              new Problem(
                  "certificate authority",
                  "does not hold together: " + e.getMessage(),
                  "restore it from the last copy of the site's secrets")));
    }
  }

  /** The authority as it is kept, with its keys. */
  public AuthorityPem pem() {
    return new AuthorityPem(
        rootCertificate(),
        rootKey.map(Pem::of),
        new AuthorityPem.Intermediate(server.pem(), Pem.of(server.key())),
        new AuthorityPem.Intermediate(client.pem(), Pem.of(client.key())));
  }

  /** PEM of what every host trusts. */
  public String rootCertificate() {
    return Pem.of(root);
  }

  /** PEM of the intermediate that issues for a purpose. */
  public String intermediateCertificate(Purpose purpose) {
    return Pem.of(issuer(purpose).certificate());
  }

  /** Issues a leaf with a new key, valid as long as one may be. */
  public Issued issue(CertificateRequest request) {
    return issue(request, LEAF_VALIDITY);
  }

  /** Issues a leaf with a new key; it ends with its intermediate at the latest. */
  public Issued issue(CertificateRequest request, Duration validity) {
    if (validity.compareTo(LEAF_VALIDITY) > 0) {
      throw new IllegalArgumentException("a leaf is valid for " + LEAF_VALIDITY + " at most");
    }
    Issuer issuer = issuer(request.purpose());
    KeyPair keys = maker.keys(LEAF_CURVE);
    X509Certificate leaf =
        maker.leaf(subject(request), keys.getPublic(), request, issuer, validity);
    return new Issued(Pem.of(leaf) + issuer.pem(), Pem.of(keys.getPrivate()));
  }

  /** Issues a leaf with a new key that ends at this moment, or earlier. */
  public Issued issue(CertificateRequest request, Instant end) {
    Duration left = maker.until(end);
    return issue(request, left.compareTo(LEAF_VALIDITY) < 0 ? left : LEAF_VALIDITY);
  }

  static X500Name name(String site, String what) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.O, site)
        .addRDN(BCStyle.CN, site + " pgv " + what)
        .build();
  }

  private X500Name subject(CertificateRequest request) {
    X500Name above =
        X500Name.getInstance(
            issuer(request.purpose()).certificate().getSubjectX500Principal().getEncoded());
    X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
    name.addRDN(BCStyle.O, above.getRDNs(BCStyle.O)[0].getFirst().getValue());
    request.unit().ifPresent(unit -> name.addRDN(BCStyle.OU, unit));
    request.commonName().ifPresent(common -> name.addRDN(BCStyle.CN, common));
    return name.build();
  }

  private Issuer issuer(Purpose purpose) {
    return switch (purpose) {
      case SERVER -> server;
      case CLIENT -> client;
    };
  }

  private static Issuer intermediate(
      String site, Purpose purpose, Issuer root, CertificateMaker maker) {
    KeyPair keys = maker.keys(LEAF_CURVE);
    X509Certificate certificate =
        maker.intermediate(
            name(site, purpose.word() + " authority"),
            keys.getPublic(),
            purpose,
            root,
            INTERMEDIATE_VALIDITY);
    return new Issuer(List.of(certificate), keys.getPrivate());
  }
}
