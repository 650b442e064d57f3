package org.pgv.pki.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes keys and certificates of the shapes that RFC 5280 and this site's hierarchy allow. */
final class CertificateMaker {
  /** Hosts whose clocks are behind must accept a new certificate at once. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofHours(1);

  private static final int SERIAL_BITS = 127;

  private final Clock clock;
  private final SecureRandom random;

  CertificateMaker(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  KeyPair keys(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve), random);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
      throw new IllegalStateException("this Java runtime lacks " + curve, e);
    }
  }

  /** A root, which signs itself. */
  Issuer root(X500Name name, Duration validity) {
    return selfSigned(name, validity, authority(1, Optional.empty()));
  }

  /** An authority that signs itself and issues leaves for one purpose only. */
  Issuer alone(X500Name name, Purpose purpose, Duration validity) {
    return selfSigned(name, validity, authority(0, Optional.of(purpose)));
  }

  private Issuer selfSigned(X500Name name, Duration validity, Extensions authority) {
    KeyPair keys = keys("secp384r1");
    X509Certificate certificate =
        make(
            name,
            keys.getPublic(),
            name,
            keys.getPublic(),
            new Signing(keys.getPrivate(), validity),
            authority);
    return new Issuer(List.of(certificate), keys.getPrivate());
  }

  /** An intermediate that may issue leaves for one purpose only. */
  X509Certificate intermediate(
      X500Name name, PublicKey key, Purpose purpose, Issuer issuer, Duration validity) {
    return make(name, key, issuer, validity, authority(0, Optional.of(purpose)));
  }

  X509Certificate leaf(
      X500Name name, PublicKey key, CertificateRequest request, Issuer issuer, Duration validity) {
    return make(
        name,
        key,
        issuer,
        validity,
        builder -> {
          builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
          builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
          builder.addExtension(Extension.extendedKeyUsage, false, usage(request.purpose()));
          if (!request.names().isEmpty()) {
            builder.addExtension(Extension.subjectAlternativeName, false, names(request.names()));
          }
        });
  }

  /** What tells one kind of certificate from another. */
  private interface Extensions {
    void addTo(X509v3CertificateBuilder builder) throws IOException;
  }

  private record Signing(PrivateKey key, Duration validity) {}

  private static Extensions authority(int pathLength, Optional<Purpose> purpose) {
    return builder -> {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(pathLength));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      if (purpose.isPresent()) {
        builder.addExtension(Extension.extendedKeyUsage, false, usage(purpose.get()));
      }
    };
  }

  private X509Certificate make(
      X500Name name, PublicKey key, Issuer issuer, Duration validity, Extensions extensions) {
    X509Certificate above = issuer.certificate();
    return make(
        name,
        key,
        X500Name.getInstance(above.getSubjectX500Principal().getEncoded()),
        above.getPublicKey(),
        new Signing(issuer.key(), shortened(validity, above)),
        extensions);
  }

  private X509Certificate make(
      X500Name name,
      PublicKey key,
      X500Name issuer,
      PublicKey issuerKey,
      Signing signing,
      Extensions extensions) {
    Instant from = from();
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1),
              Date.from(from),
              Date.from(from.plus(signing.validity())),
              name,
              key);
      JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
      builder.addExtension(
          Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          identifiers.createAuthorityKeyIdentifier(issuerKey));
      extensions.addTo(builder);
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA384withECDSA")
                      .setSecureRandom(random)
                      .build(signing.key())));
    } catch (OperatorCreationException | GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a certificate could not be made", e);
    }
  }

  /** Nothing outlives its issuer. */
  private Duration shortened(Duration validity, X509Certificate issuer) {
    Duration left = Duration.between(from(), issuer.getNotAfter().toInstant());
    return validity.compareTo(left) < 0 ? validity : left;
  }

  /** How long a certificate is valid that ends then. */
  Duration until(Instant end) {
    return Duration.between(from(), end.truncatedTo(ChronoUnit.SECONDS));
  }

  private Instant from() {
    return clock.instant().minus(CLOCK_DIFFERENCE).truncatedTo(ChronoUnit.SECONDS);
  }

  private static ExtendedKeyUsage usage(Purpose purpose) {
    return new ExtendedKeyUsage(KeyPurposeId.getInstance(new ASN1ObjectIdentifier(purpose.oid())));
  }

  private static GeneralNames names(List<AlternativeName> names) {
    return new GeneralNames(
        names.stream()
            .map(
                name ->
                    switch (name) {
                      case AlternativeName.Dns(String dns) ->
                          new GeneralName(GeneralName.dNSName, dns);
                      case AlternativeName.Address(var address) ->
                          new GeneralName(GeneralName.iPAddress, address.getHostAddress());
                      case AlternativeName.Uri(var uri) ->
                          new GeneralName(GeneralName.uniformResourceIdentifier, uri.toString());
                    })
            .toArray(GeneralName[]::new));
  }
}
