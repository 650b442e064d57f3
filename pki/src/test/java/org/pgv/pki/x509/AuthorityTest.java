package org.pgv.pki.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.value.Secret;

final class AuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Authority AUTHORITY = Authority.create("demo", CLOCK, RANDOM);

  private static final List<AlternativeName> NAMES =
      List.of(
          new AlternativeName.Dns("pg1.demo.internal"),
          new AlternativeName.Dns("pg1"),
          AlternativeName.Address.of("10.77.0.11"),
          AlternativeName.Address.of("fd00::11"));

  @Test
  void aLeafSaysWhoseItIsAndForHowLong() {
    Issued issued = AUTHORITY.issue(CertificateRequest.server("pg1.demo.internal", NAMES));

    CertificateFacts leaf = facts(issued).getFirst();

    assertEquals("CN=pg1.demo.internal,O=demo", leaf.subject());
    assertEquals("CN=demo pgv server authority,O=demo", leaf.issuer());
    assertEquals(NAMES, leaf.names());
    assertEquals(Duration.ofDays(397).minusHours(1), leaf.left(NOW));
    assertEquals(2, facts(issued).size());
  }

  @Test
  void aCertificateIsAcceptedByAHostWhoseClockIsALittleBehind() throws Exception {
    Issued issued = AUTHORITY.issue(CertificateRequest.client("replicator"));

    X509Certificate leaf = Pem.certificates(issued.chain()).getFirst();

    assertEquals(NOW.minus(Duration.ofHours(1)), leaf.getNotBefore().toInstant());
  }

  @Test
  void nothingOutlivesItsIssuer() {
    Clock late = Clock.offset(CLOCK, Authority.INTERMEDIATE_VALIDITY.minusDays(10));
    Authority old = Authority.load(AUTHORITY.pem(), late, RANDOM).orRefuse();

    List<CertificateFacts> chain = facts(old.issue(CertificateRequest.client("app")));

    assertEquals(chain.get(1).notAfter(), chain.get(0).notAfter());
  }

  @Test
  void aLeafIsNotIssuedForLongerThanAYearAndAMonth() {
    CertificateRequest request = CertificateRequest.client("app");

    assertThrows(
        IllegalArgumentException.class, () -> AUTHORITY.issue(request, Duration.ofDays(398)));
  }

  @Test
  void aClientMayHaveNoCommonName() {
    CertificateRequest request =
        new CertificateRequest(
            Purpose.CLIENT, Optional.empty(), Optional.of("patroni"), NAMES.subList(0, 1));

    assertEquals("OU=patroni,O=demo", facts(AUTHORITY.issue(request)).getFirst().subject());
  }

  @Test
  void anAuthorityThatWasKeptIssuesBelowTheSameRoot() {
    Authority kept = Authority.load(AUTHORITY.pem(), CLOCK, RANDOM).orRefuse();

    assertEquals(AUTHORITY.rootCertificate(), kept.rootCertificate());
    assertEquals(AUTHORITY.pem(), kept.pem());
  }

  @Test
  void aLeafEndsWhenItIsToldAndNoLaterThanOneMay() {
    Instant soon = CLOCK.instant().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
    Instant far = CLOCK.instant().plus(Duration.ofDays(3000));
    CertificateRequest request = CertificateRequest.client("app");

    assertEquals(soon, facts(AUTHORITY.issue(request, soon)).getFirst().notAfter());
    assertEquals(
        facts(AUTHORITY.issue(request)).getFirst().notAfter(),
        facts(AUTHORITY.issue(request, far)).getFirst().notAfter());
  }

  @Test
  void anAuthorityIssuesWithoutTheKeyOfItsRoot() {
    AuthorityPem pem = AUTHORITY.pem();
    AuthorityPem offline =
        new AuthorityPem(pem.root(), Optional.empty(), pem.server(), pem.client());

    Authority kept = Authority.load(offline, CLOCK, RANDOM).orRefuse();

    assertEquals(2, facts(kept.issue(CertificateRequest.client("app"))).size());
    assertEquals(offline, kept.pem());
  }

  @Test
  void anAuthorityWhosePartsWereMixedUpIsRefused() {
    AuthorityPem pem = AUTHORITY.pem();
    AuthorityPem other = Authority.create("other", CLOCK, RANDOM).pem();

    assertRefused(new AuthorityPem(other.root(), pem.rootKey(), pem.server(), pem.client()));
    assertRefused(new AuthorityPem(pem.root(), pem.rootKey(), pem.client(), pem.server()));
    assertRefused(new AuthorityPem(pem.root(), other.rootKey(), pem.server(), pem.client()));
    assertRefused(
        new AuthorityPem(
            pem.root(),
            pem.rootKey(),
            new AuthorityPem.Intermediate(pem.server().chain(), pem.client().key()),
            pem.client()));
    assertRefused(
        new AuthorityPem(
            pem.root(),
            pem.rootKey(),
            new AuthorityPem.Intermediate(pem.server().chain(), new Secret("rubbish")),
            pem.client()));
  }

  @Test
  void everyLeafHasItsOwnKeyAndSerialNumber() throws Exception {
    Issued one = AUTHORITY.issue(CertificateRequest.client("app"));
    Issued two = AUTHORITY.issue(CertificateRequest.client("app"));

    assertNotEquals(one.key().reveal(), two.key().reveal());
    assertNotEquals(
        Pem.certificates(one.chain()).getFirst().getSerialNumber(),
        Pem.certificates(two.chain()).getFirst().getSerialNumber());
  }

  @Test
  void aLeafWithAnAlteredSignedByteIsNoLongerItsIssuers() throws Exception {
    List<X509Certificate> chain =
        Pem.certificates(AUTHORITY.issue(CertificateRequest.server("pg1", NAMES)).chain());
    byte[] leaf = chain.get(0).getEncoded();
    // What is signed comes first (RFC 5280 section 4.1), behind the four bytes that open the whole.
    int end = 4 + chain.get(0).getTBSCertificate().length;
    for (int i = 4; i < end; i++) {
      byte[] altered = leaf.clone();
      altered[i] ^= 1;

      assertThrows(
          GeneralSecurityException.class,
          () ->
              Pem.certificates(Pem.of("CERTIFICATE", altered))
                  .getFirst()
                  .verify(chain.get(1).getPublicKey()),
          "byte " + i);
    }
  }

  @Test
  void keysAreNotShown() {
    Issued issued = AUTHORITY.issue(CertificateRequest.client("app"));

    assertTrue(issued.key().reveal().contains("PRIVATE KEY"));
    assertFalse((issued + " " + AUTHORITY.pem()).contains("PRIVATE KEY"));
  }

  private static void assertRefused(AuthorityPem pem) {
    assertInstanceOf(Loaded.Refused.class, Authority.load(pem, CLOCK, RANDOM));
  }

  private static List<CertificateFacts> facts(Issued issued) {
    return CertificateFacts.read("issued", issued.chain()).orRefuse();
  }
}
