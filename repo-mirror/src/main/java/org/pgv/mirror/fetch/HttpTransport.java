package org.pgv.mirror.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Asks servers over HTTP. Every wait has a limit; nothing is retried here. */
final class HttpTransport implements AutoCloseable {
  private static final List<Integer> REDIRECTS = List.of(301, 302, 303, 307, 308);
  private static final int MOST_REDIRECTS = 5;
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-.*");

  private static final String BUFFER = "jdk.httpclient.bufsize";

  private @Nullable HttpClient usual;
  private final Map<String, HttpClient> introduced = new ConcurrentHashMap<>();
  private final Map<SSLContext, HttpClient> clients = new ConcurrentHashMap<>();
  private final Patience patience;
  private final ProxySelector proxies;
  private final Netrc logins;

  static {
    // To a proxy that is asked for a tunnel, Java gives no password unless this is empty; there is
    // one only where a person's own setting of the proxy has it.
    System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    // Java takes 16 KiB from a connection at a time, and passes each through a dozen calls;
    // packages
    // of a near mirror come a sixth sooner in larger pieces, and no sooner in still larger ones.
    if (System.getProperty(BUFFER) == null) {
      System.setProperty(BUFFER, "65536");
    }
  }

  HttpTransport(Patience patience, ProxySelector proxies, Netrc logins) {
    this.patience = patience;
    this.proxies = proxies;
    this.logins = logins;
  }

  /** HTTP/1.1: an upgrade to HTTP/2 costs plain mirrors a round trip and brings them nothing. */
  private HttpClient.Builder client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        // Followed here: what is said to one server is not for the one that it points to.
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(patience.connect())
        .proxy(proxies);
  }

  /** Made when it is first needed, beside what is read meanwhile. */
  private synchronized HttpClient usual() {
    if (usual == null) {
      usual = client().sslContext(LateTls.context()).sslParameters(new SSLParameters()).build();
    }
    return usual;
  }

  /** From now on, what lies below an address is asked for with these settings of TLS. */
  void introduce(URI below, SSLContext tls) {
    introduced.put(
        below.toString(), clients.computeIfAbsent(tls, one -> client().sslContext(one).build()));
  }

  private HttpClient clientFor(URI uri) {
    String address = uri.toString();
    return introduced.entrySet().stream()
        .filter(entry -> address.startsWith(entry.getKey()))
        .max(Comparator.comparingInt(entry -> entry.getKey().length()))
        .map(Map.Entry::getValue)
        .orElseGet(this::usual);
  }

  /** Asks for a document from byte {@code from} on, unless it is the one {@code seen} before. */
  Answer get(URI uri, long from, Validators seen) throws InterruptedException {
    try {
      URI address = uri;
      HttpResponse<InputStream> response = ask(address, from, seen);
      for (int followed = 0; REDIRECTS.contains(response.statusCode()); followed++) {
        Optional<URI> next = response.headers().firstValue("Location").flatMap(further(address));
        response.body().close();
        if (next.isEmpty() || followed == MOST_REDIRECTS) {
          return new Answer.Refused(response.statusCode());
        }
        address = next.get();
        response = ask(address, from, seen);
      }
      return answer(response);
    } catch (ConnectException e) {
      return new Answer.Unreachable("cannot connect");
    } catch (IOException e) {
      return new Answer.Unreachable(reason(e));
    }
  }

  /** Where a server points to; what was asked for over TLS is not asked for without. */
  private static Function<String, Optional<URI>> further(URI from) {
    return location -> {
      try {
        URI next = from.resolve(location);
        boolean web = List.of("http", "https").contains(String.valueOf(next.getScheme()));
        boolean less = from.getScheme().equals("https") && !"https".equals(next.getScheme());
        return web && !less && next.getHost() != null ? Optional.of(next) : Optional.empty();
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    };
  }

  private HttpResponse<InputStream> ask(URI uri, long from, Validators seen)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(patience.connect()).header("User-Agent", "pgv/0.1");
    logins.find(uri).ifPresent(login -> request.header("Authorization", login.header()));
    if (proxies instanceof EnvironmentProxies ours) {
      ours.login(uri).ifPresent(login -> request.header("Proxy-Authorization", login.header()));
    }
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    seen.entityTag().ifPresent(tag -> request.header("If-None-Match", tag));
    seen.lastModified().ifPresent(time -> request.header("If-Modified-Since", time));
    return clientFor(uri).send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  @Override
  public synchronized void close() {
    if (usual != null) {
      usual.shutdownNow();
    }
    clients.values().forEach(HttpClient::shutdownNow);
  }

  /** A failure in words; some exceptions of the client carry none. */
  static String reason(IOException failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private Answer answer(HttpResponse<InputStream> response) throws IOException {
    int status = response.statusCode();
    if (status == 200 || status == 206) {
      return new Answer.Content(
          new StallGuard(response.body(), patience.stall()),
          status == 206 ? start(response) : 0,
          response.headers().firstValue("Content-Length").isPresent(),
          Validators.of(response.headers()));
    }
    response.body().close();
    return status == 304 ? new Answer.Unchanged() : new Answer.Refused(status);
  }

  private static long start(HttpResponse<InputStream> response) throws IOException {
    String range = response.headers().firstValue("Content-Range").orElse("");
    Matcher matcher = CONTENT_RANGE.matcher(range);
    if (!matcher.matches()) {
      throw new IOException("answered a part of the file without saying which");
    }
    return Long.parseLong(matcher.group(1));
  }
}
