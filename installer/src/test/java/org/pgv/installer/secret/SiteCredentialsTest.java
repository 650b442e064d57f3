package org.pgv.installer.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Secret;
import org.pgv.pki.x509.AlternativeName;
import org.pgv.pki.x509.CertificateFacts;

class SiteCredentialsTest {
  private static final LeafRequest REQUEST =
      LeafRequest.server("db1/app", "db1.demo.internal", List.of("db1"), List.of("10.0.0.1"));

  private final Path folder;

  SiteCredentialsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void samePasswordsAndCertificatesComeBackInEveryLaterRun() {
    SiteCredentials first = open(Clock.systemUTC());
    Secret password = first.password("app");
    Credentials.Leaf leaf = first.leaf(REQUEST);
    first.save();

    SiteCredentials second = open(Clock.systemUTC());

    assertEquals(password, second.password("app"));
    assertEquals(leaf, second.leaf(REQUEST));
    assertEquals(first.authorities(), second.authorities());
    assertNotEquals(password, second.password("other"));
  }

  /** X.509 has no common names of that length; whoever verifies a server looks at the others. */
  @Test
  void aLongNameOfAHostStandsAmongTheNamesOfItsCertificate() {
    String name = "pg1." + "department.".repeat(8) + "internal";
    LeafRequest request = LeafRequest.server("pg1/x", name, List.of(name), List.of());

    String chain = open(Clock.systemUTC()).leaf(request).chain();

    CertificateFacts leaf = CertificateFacts.read("leaf", chain).orRefuse().getFirst();
    assertEquals("CN=pg1,O=demo", leaf.subject());
    assertEquals(List.of(new AlternativeName.Dns(name)), leaf.names());
  }

  @Test
  void anApplicationsCertificateIsNotTheSites() {
    SiteCredentials credentials = open(Clock.systemUTC());

    String chain = credentials.leaf(LeafRequest.application("clients/main/a", "a")).chain();

    CertificateFacts leaf = CertificateFacts.read("leaf", chain).orRefuse().getFirst();
    CertificateFacts issuer =
        CertificateFacts.read("issuer", credentials.authorities().applications())
            .orRefuse()
            .getFirst();
    assertEquals("CN=a,O=demo", leaf.subject());
    assertEquals(issuer.subject(), leaf.issuer());
    assertFalse(chain.contains(credentials.authorities().clientAuthority()));
  }

  @Test
  void aPassIsForAShortTimeAndIsNotKept() {
    LeafRequest request = LeafRequest.client("db1/pass", "reader");
    SiteCredentials first = open(Clock.systemUTC());
    Credentials.Leaf pass = first.pass(request, Duration.ofDays(3));
    first.save();

    Instant end = CertificateFacts.read("pass", pass.chain()).orRefuse().getFirst().notAfter();
    assertTrue(end.isBefore(Instant.now().plus(Duration.ofDays(4))), end.toString());
    assertEquals(pass, first.pass(request, Duration.ofDays(3)));
    assertNotEquals(pass, open(Clock.systemUTC()).pass(request, Duration.ofDays(3)));
  }

  @Test
  void lookingWithoutSavingLeavesNothingBehind() {
    open(Clock.systemUTC()).password("app");

    assertFalse(Files.exists(folder.resolve("secrets")));
  }

  @Test
  void certificateIsIssuedAgainForOtherNamesAndNearItsEnd() {
    SiteCredentials credentials = open(Clock.systemUTC());
    Credentials.Leaf leaf = credentials.leaf(REQUEST);
    credentials.save();
    LeafRequest other =
        LeafRequest.server("db1/app", "db1.demo.internal", List.of("db1", "vip"), List.of());

    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(380));

    assertNotEquals(leaf, open(later).leaf(REQUEST));
    assertNotEquals(leaf, open(Clock.systemUTC()).leaf(other));
  }

  @Test
  void aRolesCertificateNeverOutlivesTheRole() {
    LeafRequest request = LeafRequest.application(LeafRequest.CLIENTS + "main/auditor", "auditor");
    Instant until = Instant.now().plus(Duration.ofDays(20)).truncatedTo(ChronoUnit.SECONDS);
    SiteCredentials credentials = open(Clock.systemUTC());
    Credentials.Leaf leaf = credentials.leaf(request, until);
    assertEquals(List.of(), credentials.save());

    assertEquals(until, end(leaf));
    assertEquals(leaf, open(Clock.systemUTC()).leaf(request, until));
    Instant earlier = until.minus(Duration.ofDays(9));
    assertEquals(earlier, end(open(Clock.systemUTC()).leaf(request, earlier)));
    Instant later = until.plus(Duration.ofDays(9));
    assertEquals(later, end(open(Clock.systemUTC()).leaf(request, later)));
    Clock then = Clock.offset(Clock.systemUTC(), Duration.ofDays(21));
    assertThrows(Refusal.class, () -> open(then).leaf(request, until));
  }

  private static Instant end(Credentials.Leaf leaf) {
    return CertificateFacts.read("leaf", leaf.chain()).orRefuse().getFirst().notAfter();
  }

  @Test
  void theRootsKeyCanBeElsewhere() {
    SiteCredentials credentials = open(Clock.systemUTC());
    Secret key = credentials.rootKey().orElseThrow();
    Credentials.Authorities before = credentials.authorities();
    credentials.saveAsPlanned();
    SiteCredentials away = open(Clock.systemUTC());
    away.forgetRootKey();
    away.saveOrBeginAgain();

    SiteCredentials later = open(Clock.systemUTC());
    assertEquals(Optional.empty(), later.rootKey());
    assertEquals(before, later.authorities());
    assertEquals(credentials.generation(), later.generation());
    assertNotEquals("", later.leaf(REQUEST).chain());
    Secret foreign =
        SiteCredentials.open(
                "demo",
                new SecretFile(
                    folder.resolve("other"),
                    folder.resolve("key"),
                    Optional.empty(),
                    new SecureRandom()),
                Clock.systemUTC(),
                new SecureRandom())
            .rootKey()
            .orElseThrow();
    assertThrows(Refusal.class, () -> open(Clock.systemUTC()).takeRootKey(foreign));
    later.takeRootKey(key);
    later.saveOrBeginAgain();
    assertEquals(Optional.of(key), open(Clock.systemUTC()).rootKey());
  }

  @Test
  void fileShowsNothingAndOnlyItsOwnerMayReadItOrItsKey() throws Exception {
    SiteCredentials credentials = open(Clock.systemUTC());
    String password = credentials.password("app").reveal();
    credentials.leaf(REQUEST);
    credentials.save();

    String raw =
        new String(
            Files.readAllBytes(folder.resolve("secrets")),
            java.nio.charset.StandardCharsets.ISO_8859_1);
    assertFalse(raw.contains(password));
    assertFalse(raw.contains("PRIVATE"));
    for (String name : List.of("secrets", "key")) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))));
    }
  }

  @Test
  void alteredFileAndLostKeyAreRefused() throws Exception {
    SiteCredentials credentials = open(Clock.systemUTC());
    credentials.password("app");
    credentials.save();
    byte[] content = Files.readAllBytes(folder.resolve("secrets"));
    content[content.length - 1] ^= 1;
    Files.write(folder.resolve("secrets"), content);

    assertThrows(Refusal.class, () -> open(Clock.systemUTC()));
    Files.delete(folder.resolve("key"));
    assertThrows(Refusal.class, () -> open(Clock.systemUTC()));
  }

  @Test
  void passphraseOpensWhatItSealed() {
    SecretFile sealed = file(Optional.of(new Secret("correct horse")));
    sealed.write("content");

    assertEquals(Optional.of("content"), file(Optional.of(new Secret("correct horse"))).read());
    assertThrows(Refusal.class, () -> file(Optional.of(new Secret("wrong"))).read());
    assertThrows(Refusal.class, () -> file(Optional.empty()).read());
    assertFalse(Files.exists(folder.resolve("key")));
  }

  private SiteCredentials open(Clock clock) {
    return SiteCredentials.open("demo", file(Optional.empty()), clock, new SecureRandom());
  }

  private SecretFile file(Optional<Secret> passphrase) {
    return new SecretFile(
        folder.resolve("secrets"), folder.resolve("key"), passphrase, new SecureRandom());
  }
}
