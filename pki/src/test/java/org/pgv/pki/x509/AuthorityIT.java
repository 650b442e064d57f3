package org.pgv.pki.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.problem.Loaded;
import org.pgv.pki.Tool;

/** Our certificates, judged by OpenSSL. */
final class AuthorityIT {
  private static Path folder = Path.of("");
  private static final Clock CLOCK = Clock.systemUTC();
  private static final Authority AUTHORITY = Authority.create("demo", CLOCK, new SecureRandom());

  @BeforeAll
  static void issueAll(@TempDir Path given) throws IOException {
    folder = given;
    Files.writeString(folder.resolve("root.crt"), AUTHORITY.rootCertificate());
    write(
        "server",
        AUTHORITY.issue(
            CertificateRequest.server(
                "pg1.demo.internal",
                List.of(
                    new AlternativeName.Dns("pg1.demo.internal"),
                    new AlternativeName.Dns("pg1"),
                    AlternativeName.Address.of("10.77.0.11")))));
    write("client", AUTHORITY.issue(CertificateRequest.client("replicator")));
    Authority other = Authority.create("other", CLOCK, new SecureRandom());
    write("stranger", other.issue(CertificateRequest.client("replicator")));
  }

  @Test
  void leavesVerifyStrictlyForTheirPurposeAndNoOther() {
    assertEquals(0, verify("server", "sslserver").code(), verify("server", "sslserver").output());
    assertEquals(0, verify("client", "sslclient").code(), verify("client", "sslclient").output());
    assertNotEquals(0, verify("server", "sslclient").code());
    assertNotEquals(0, verify("client", "sslserver").code());
  }

  @Test
  void anIntermediateCannotIssueForTheOthersPurpose() throws Exception {
    CertificateMaker maker = new CertificateMaker(CLOCK, new SecureRandom());
    AuthorityPem.Intermediate kept = AUTHORITY.pem().client();
    Issuer client = new Issuer(Pem.certificates(kept.chain()), Pem.key(kept.key()));
    KeyPair keys = maker.keys(Authority.LEAF_CURVE);
    X509Certificate forged =
        maker.leaf(
            Authority.name("demo", "forged"),
            keys.getPublic(),
            CertificateRequest.server("pg1", List.of(new AlternativeName.Dns("pg1"))),
            client,
            Duration.ofDays(1));
    write("forged", new Issued(Pem.of(forged) + kept.chain(), Pem.of(keys.getPrivate())));

    assertNotEquals(0, verify("forged", "sslserver").code());
  }

  @Test
  void namesAndAddressesMatchAndOthersDoNot() {
    assertTrue(check("-checkhost", "pg1").contains("does match"));
    assertTrue(check("-checkhost", "pg1.demo.internal").contains("does match"));
    assertTrue(check("-checkip", "10.77.0.11").contains("does match"));
    assertTrue(check("-checkhost", "pg2").contains("does NOT match"));
    assertTrue(check("-checkip", "10.77.0.12").contains("does NOT match"));
  }

  @Test
  void theSitesOwnAuthorityMaySignTheIntermediates() throws IOException {
    AuthorityRequest request = AuthorityRequest.create("demo", CLOCK, new SecureRandom());
    openssl(
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        "site.key",
        "-out",
        "site.crt",
        "-subj",
        "/O=Demo Ltd/CN=Demo Ltd root",
        "-days",
        "3650");
    String root = Files.readString(folder.resolve("site.crt"));
    AuthorityRequest.Signed signed =
        new AuthorityRequest.Signed(
            sign("server", request.server()), sign("client", request.client()), root);

    Authority authority = request.complete(signed, CLOCK, new SecureRandom()).orRefuse();

    write("below-site", authority.issue(CertificateRequest.client("app")));
    Tool verified =
        openssl(
            "verify",
            "-CAfile",
            "site.crt",
            "-untrusted",
            "below-site.crt",
            "-purpose",
            "sslclient",
            "below-site.crt");
    assertEquals(0, verified.code(), verified.output());
    assertInstanceOf(
        Loaded.Refused.class,
        AuthorityRequest.create("demo", CLOCK, new SecureRandom())
            .complete(signed, CLOCK, new SecureRandom()));
  }

  /** What the site's authority answers to a request. */
  private static String sign(String name, AuthorityRequest.Waiting waiting) throws IOException {
    Files.writeString(folder.resolve(name + ".csr"), waiting.request());
    Tool signed =
        openssl(
            "x509",
            "-req",
            "-in",
            name + ".csr",
            "-CA",
            "site.crt",
            "-CAkey",
            "site.key",
            "-CAcreateserial",
            "-copy_extensions",
            "copyall",
            "-days",
            "365",
            "-out",
            name + "-ca.crt");
    assertEquals(0, signed.code(), signed.output());
    return Files.readString(folder.resolve(name + "-ca.crt"));
  }

  @Test
  void keysAreReadByOpenSsl() {
    assertEquals(0, openssl("pkey", "-in", "server.key", "-noout", "-check").code());
  }

  @Test
  void bothEndsOfAConnectionAreVerified() throws IOException {
    try (TlsServer server = new TlsServer(folder, "server")) {
      Tool connected = connect(server, "pg1.demo.internal", "client");

      assertEquals(0, connected.code(), connected.output());
      assertTrue(connected.output().contains("Verify return code: 0 (ok)"), connected.output());
    }
  }

  @Test
  void aServerByAnotherNameIsRefused() throws IOException {
    try (TlsServer server = new TlsServer(folder, "server")) {
      assertNotEquals(0, connect(server, "pg2.demo.internal", "client").code());
    }
  }

  @Test
  void aClientsCertificateIsRefusedAsAServers() throws IOException {
    try (TlsServer server = new TlsServer(folder, "client")) {
      assertNotEquals(0, connect(server, "replicator", "client").code());
    }
  }

  @Test
  void aServersCertificateIsRefusedAsAClients() throws IOException {
    try (TlsServer server = new TlsServer(folder, "server")) {
      assertNotEquals(0, connect(server, "pg1.demo.internal", "server").code());
    }
  }

  @Test
  void aClientOfAnotherSiteIsRefused() throws IOException {
    try (TlsServer server = new TlsServer(folder, "server")) {
      assertNotEquals(0, connect(server, "pg1.demo.internal", "stranger").code());
    }
  }

  private static String check(String kind, String value) {
    return openssl("x509", "-in", "server.crt", "-noout", kind, value).output();
  }

  private static Tool verify(String identity, String purpose) {
    return openssl(
        "verify",
        "-x509_strict",
        "-CAfile",
        "root.crt",
        "-untrusted",
        identity + ".crt",
        "-purpose",
        purpose,
        identity + ".crt");
  }

  /** TLS 1.2, because there a refused client learns of it before the handshake ends. */
  private static Tool connect(TlsServer server, String name, String identity) {
    return openssl(
        "s_client",
        "-connect",
        server.address(),
        "-tls1_2",
        "-CAfile",
        "root.crt",
        "-verify_return_error",
        "-verify_hostname",
        name,
        "-cert",
        identity + ".crt",
        "-cert_chain",
        identity + ".crt",
        "-key",
        identity + ".key");
  }

  private static Tool openssl(String... arguments) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    return Tool.run(Map.of(), folder, command.toArray(String[]::new));
  }

  private static void write(String identity, Issued issued) throws IOException {
    Files.writeString(folder.resolve(identity + ".crt"), issued.chain());
    Files.writeString(folder.resolve(identity + ".key"), issued.key().reveal());
  }
}
