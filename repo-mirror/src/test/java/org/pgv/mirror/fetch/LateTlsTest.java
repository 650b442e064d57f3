package org.pgv.mirror.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.store.ContentStore;

class LateTlsTest {
  private static final char[] PASSWORD = "only-a-test".toCharArray();

  @TempDir private Path folder;
  private SSLContext before;
  private SSLContext knowing;
  private HttpsServer server;
  private Fetcher fetcher;

  @BeforeEach
  void serve() throws Exception {
    before = SSLContext.getDefault();
    knowing = contextOf(certificate());
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(knowing));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 5);
          exchange.getResponseBody().write("hello".getBytes(StandardCharsets.US_ASCII));
          exchange.close();
        });
    server.start();
    fetcher =
        new Fetcher(
            new ContentStore(folder.resolve("store")),
            Reporter.silent(),
            new Patience(1, Duration.ZERO, Duration.ofSeconds(20), Duration.ofSeconds(20)),
            ProxySelector.of(null));
  }

  @AfterEach
  void close() {
    SSLContext.setDefault(before);
    fetcher.close();
    server.stop(0);
  }

  @Test
  void trustsNoServerThatJavaDoesNotTrust() throws Exception {
    Document.Unavailable refused =
        assertInstanceOf(Document.Unavailable.class, fetcher.document(address(), Validators.NONE));

    assertTrue(refused.why().contains("certification path"), refused.why());
  }

  @Test
  void trustsWhomJavaTrustsWhenItIsFirstAsked() throws Exception {
    SSLContext.setDefault(knowing);

    Document.Fresh got =
        assertInstanceOf(Document.Fresh.class, fetcher.document(address(), Validators.NONE));

    assertEquals("hello", got.content().text());
  }

  private URI address() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private Path certificate() throws Exception {
    Path store = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "server",
                "-dname",
                "CN=server",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertEquals(0, keytool.waitFor(), Files.readString(folder.resolve("keytool.log")));
    return store;
  }

  private static SSLContext contextOf(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", store.getCertificate("server"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
