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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Asks servers over HTTP. Every wait has a limit; nothing is retried here. */
final class HttpTransport implements AutoCloseable {
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-.*");

  private @Nullable HttpClient usual;
  private final Map<String, HttpClient> introduced = new ConcurrentHashMap<>();
  private final Map<SSLContext, HttpClient> clients = new ConcurrentHashMap<>();
  private final Patience patience;
  private final ProxySelector proxies;

  HttpTransport(Patience patience, ProxySelector proxies) {
    this.patience = patience;
    this.proxies = proxies;
  }

  /** HTTP/1.1: an upgrade to HTTP/2 costs plain mirrors a round trip and brings them nothing. */
  private HttpClient.Builder client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NORMAL)
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
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(patience.connect()).header("User-Agent", "pgv/0.1");
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    seen.entityTag().ifPresent(tag -> request.header("If-None-Match", tag));
    seen.lastModified().ifPresent(time -> request.header("If-Modified-Since", time));
    try {
      return answer(
          clientFor(uri).send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
    } catch (ConnectException e) {
      return new Answer.Unreachable("cannot connect");
    } catch (IOException e) {
      return new Answer.Unreachable(reason(e));
    }
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
