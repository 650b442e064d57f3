package org.pgv.mirror.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.store.ContentStore;

class LoginTest {
  /** Of {@code build:s3:cr+t}. */
  private static final String SAID = "Basic YnVpbGQ6czM6Y3IrdA==";

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private Path folder;
  private HttpServer server;

  @BeforeEach
  void serve(@TempDir Path temporary) throws IOException {
    folder = temporary;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** Notes what a request says, and sends some of them on to the same server by another name. */
  private void answer(HttpExchange exchange) throws IOException {
    String said = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    String proxy = String.valueOf(exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
    String path = exchange.getRequestURI().getPath();
    requests.add(path + " " + said + " " + proxy);
    if (path.equals("/moved")) {
      exchange.getResponseHeaders().add("Location", "http://localhost:" + port() + "/elsewhere");
      exchange.sendResponseHeaders(302, -1);
    } else {
      exchange.sendResponseHeaders(path.equals("/closed") && said.equals("null") ? 401 : 200, 0);
    }
    exchange.close();
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private Document ask(String address, ProxySelector proxies, Netrc logins) throws Exception {
    try (Fetcher fetcher =
        new Fetcher(
            new ContentStore(folder), Reporter.silent(), Patience.usual(), proxies, logins)) {
      return fetcher.document(URI.create(address), Validators.NONE);
    }
  }

  private Document ask(String path, Netrc logins) throws Exception {
    return ask("http://127.0.0.1:" + port() + path, ProxySelector.of(null), logins);
  }

  @Test
  void saysTheNameAndPasswordOfTheFileToTheServerTheyAreFor() throws Exception {
    Netrc logins = Netrc.parse("machine 127.0.0.1 login build password \"s3:cr+t\"\n");

    assertInstanceOf(Document.Unavailable.class, ask("/closed", Netrc.NONE));
    assertInstanceOf(Document.Fresh.class, ask("/closed", logins));

    assertEquals("/closed " + SAID + " null", requests.getLast());
  }

  @Test
  void doesNotSayThemToAServerThatTheFirstOnePointsTo() throws Exception {
    Netrc logins = Netrc.parse("machine 127.0.0.1 login build password s3:cr+t\n");

    assertInstanceOf(Document.Fresh.class, ask("/moved", logins));

    assertEquals(List.of("/moved " + SAID + " null", "/elsewhere null null"), requests);
  }

  @Test
  void saysTheOnesOfAProxyToTheProxyAlone() throws Exception {
    String proxy = "http://build:s3:cr%2bt@127.0.0.1:" + port();
    EnvironmentProxies proxies = new EnvironmentProxies(Map.of("http_proxy", proxy));

    assertInstanceOf(Document.Fresh.class, ask("http://mirror.invalid/file", proxies, Netrc.NONE));

    assertEquals(List.of("/file null " + SAID), requests);
  }

  @Test
  void showsNoPasswordOfAProxyThatCannotBeRead() {
    EnvironmentProxies proxies =
        new EnvironmentProxies(Map.of("http_proxy", "http://build:s3cr et@[:99999999/x"));

    Refusal refusal =
        assertThrows(Refusal.class, () -> proxies.select(URI.create("http://mirror.invalid/")));

    assertFalse(refusal.problems().toString().contains("s3cr"), refusal.problems().toString());
  }

  @Test
  void readsTheFileAsCurlDoesButForItsDefault() {
    Netrc logins =
        Netrc.parse(
            """
            # a comment with machine other login no password no
            machine one login a
              password "with \\" sign"
            machine two:8081 login b password p2
            machine two login c password p3
            default login everybody password nothing
            """);

    assertEquals(Optional.of("with \" sign"), password(logins, "https://ONE/path"));
    assertEquals(Optional.of("p2"), password(logins, "http://two:8081/"));
    assertEquals(Optional.of("p3"), password(logins, "http://two:8082/"));
    assertEquals(Optional.empty(), password(logins, "http://other/"));
  }

  private static Optional<String> password(Netrc logins, String address) {
    return logins.find(URI.create(address)).map(login -> login.password().reveal());
  }
}
