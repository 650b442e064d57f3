package org.pgv.installer.bucket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.bucket.BucketReader.Read;
import org.pgv.installer.host.local.LocalHost;
import org.pgv.manifests.site.Repository.Addressing;
import org.pgv.manifests.value.HostName;

/** Against the JDK's own server, with a certificate for the name {@code localhost}. */
class BucketReaderTest {
  private static final Map<String, String> ERRORS =
      Map.of("denied", "SignatureDoesNotMatch", "gone", "NoSuchKey", "nowhere", "NoSuchBucket");

  private static HttpsServer server;
  private static String authority = "";

  @BeforeAll
  static void serve(@TempDir Path folder) throws Exception {
    KeyStore keys = keys(folder.resolve("keys.p12"));
    authority =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getCertificate("store").getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext("/", BucketReaderTest::answer);
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @Test
  void readsAnObjectByteForByte() {
    Read read = reader("localhost", authority).read("/backup.info");

    assertEquals(new Read.Found(Base64.getEncoder().encodeToString(allBytes())), read);
  }

  @Test
  void tellsAMissingObjectFromAMissingBucketAndFromWrongKeys() {
    BucketReader reader = reader("localhost", authority);

    assertEquals(new Read.Absent(), reader.read("/gone"));
    assertEquals(new Read.Denied("NoSuchBucket"), reader.read("/nowhere"));
    assertEquals(new Read.Denied("SignatureDoesNotMatch"), reader.read("/denied"));
  }

  @Test
  void believesNoServerOfAnotherAuthorityOrName(@TempDir Path folder) throws Exception {
    String stranger =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder()
                .encodeToString(
                    keys(folder.resolve("other.p12")).getCertificate("store").getEncoded())
            + "\n-----END CERTIFICATE-----\n";

    assertInstanceOf(Read.Unreachable.class, reader("localhost", stranger).read("/backup.info"));
    Read byAddress = reader("127.0.0.1", authority).read("/backup.info");
    assertTrue(
        assertInstanceOf(Read.Unreachable.class, byAddress).why().contains("127.0.0.1"),
        byAddress.toString());
  }

  @Test
  void saysThatItCannotLookWhereNobodyIsTrusted() {
    assertInstanceOf(Read.Unseen.class, reader("localhost", "").read("/backup.info"));
  }

  private static BucketReader reader(String name, String authority) {
    String endpoint = "https://" + name + ":" + server.getAddress().getPort();
    return new BucketReader(
        SignedGetTest.bucket(endpoint, "us-east-1", Addressing.PATH),
        LocalHost.ofProcess(new HostName("here")),
        authority,
        Clock.systemUTC());
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String word = ERRORS.get(exchange.getRequestURI().getPath().replaceFirst("^/attic/", ""));
      byte[] body =
          word == null
              ? allBytes()
              : "<Error><Code>%s</Code></Error>".formatted(word).getBytes(StandardCharsets.UTF_8);
      int status = word == null ? 200 : word.startsWith("No") ? 404 : 403;
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] allBytes() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  private static KeyStore keys(Path file) throws Exception {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                List.of(
                    keytool,
                    "-genkeypair",
                    "-alias",
                    "store",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    "changeit",
                    "-keystore",
                    file.toString()))
            .redirectErrorStream(true)
            .start();
    assertEquals(0, made.waitFor());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (var input = Files.newInputStream(file)) {
      keys.load(input, "changeit".toCharArray());
    }
    return keys;
  }
}
