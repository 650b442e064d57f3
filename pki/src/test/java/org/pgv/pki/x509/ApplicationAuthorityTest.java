package org.pgv.pki.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.problem.Loaded;

final class ApplicationAuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ApplicationAuthority APPLICATIONS =
      ApplicationAuthority.create("demo", CLOCK, RANDOM);

  @Test
  void aRoleIsNamedInItsCertificateAsItIs() {
    for (String role : List.of("auditor", "first.last", "svc@CORP", "Reports")) {
      CertificateFacts leaf = facts(APPLICATIONS.issue(role)).getFirst();

      assertEquals("CN=" + role + ",O=demo", leaf.subject());
      assertEquals("CN=demo pgv applications authority,O=demo", leaf.issuer());
      assertEquals(Duration.ofDays(397).minusHours(1), leaf.left(NOW));
    }
  }

  @Test
  void nothingOfTheSiteVouchesForAnApplication() throws Exception {
    Authority site = Authority.create("demo", CLOCK, RANDOM);
    X509Certificate leaf = only(APPLICATIONS.issue("auditor").chain());
    X509Certificate issuer = only(APPLICATIONS.pem().certificate());

    leaf.verify(issuer.getPublicKey());
    for (String above :
        List.of(
            site.rootCertificate(),
            site.intermediateCertificate(Purpose.CLIENT),
            site.intermediateCertificate(Purpose.SERVER))) {
      assertThrows(Exception.class, () -> leaf.verify(only(above).getPublicKey()));
      assertThrows(Exception.class, () -> issuer.verify(only(above).getPublicKey()));
    }
    assertThrows(
        SignatureException.class,
        () -> leaf.verify(only(APPLICATIONS.issue("a").chain()).getPublicKey()));
  }

  @Test
  void itIssuesClientsOnlyAndNoFurtherAuthorities() throws Exception {
    X509Certificate issuer = only(APPLICATIONS.pem().certificate());

    assertEquals(0, issuer.getBasicConstraints());
    assertEquals(List.of(Purpose.CLIENT.oid()), issuer.getExtendedKeyUsage());
    assertEquals(
        List.of(Purpose.CLIENT.oid()),
        only(APPLICATIONS.issue("auditor").chain()).getExtendedKeyUsage());
  }

  @Test
  void oneThatWasKeptGoesOnAndAnotherOnesKeyIsRefused() {
    ApplicationAuthority again =
        ApplicationAuthority.load(APPLICATIONS.pem(), CLOCK, RANDOM).orRefuse();
    assertEquals(APPLICATIONS.pem(), again.pem());

    ApplicationAuthority other = ApplicationAuthority.create("demo", CLOCK, RANDOM);
    assertInstanceOf(
        Loaded.Refused.class,
        ApplicationAuthority.load(
            new ApplicationAuthority.Kept(APPLICATIONS.pem().certificate(), other.pem().key()),
            CLOCK,
            RANDOM));
  }

  private static X509Certificate only(String pem) throws Exception {
    return Pem.certificates(pem).getFirst();
  }

  private static List<CertificateFacts> facts(Issued issued) {
    return CertificateFacts.read("test", issued.chain()).orRefuse();
  }
}
