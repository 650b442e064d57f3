package org.pgv.mirror.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.pgv.manifests.value.Sha256;

/** A web server on the loopback that serves what it is given, with the faults it is told. */
public final class FaultyServer implements AutoCloseable {

  /** What is wrong with a file, and for how many requests. */
  public enum Fault {
    /** Sends half of it, then nothing, and keeps the connection. */
    STALLS,
    /** Sends half of it and hangs up. */
    TRUNCATES,
    MISSING,
    SERVER_ERROR,
    /** Sends all of it with its last byte changed. */
    TAMPERS,
    /** Knows nothing of ranges. */
    IGNORES_RANGES
  }

  private record Trouble(Fault fault, int times) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  public FaultyServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  /** The address of a path, which has no leading slash. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + path);
  }

  public void put(String path, byte[] content) {
    files.put(path, content);
  }

  public byte[] get(String path) {
    return files.getOrDefault(path, new byte[0]);
  }

  /** From now on a file has a fault, for so many requests. */
  public void trouble(String path, Fault fault, int times) {
    troubles.put(path, new Trouble(fault, times));
  }

  public void trouble(String path, Fault fault) {
    trouble(path, fault, Integer.MAX_VALUE);
  }

  public void mend() {
    troubles.clear();
  }

  /** Every request so far: path, and where it began unless at the start. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  public void forgetRequests() {
    requests.clear();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(1);
      int from = from(exchange);
      requests.add(from > 0 ? path + " from " + from : path);
      byte[] content = get(path);
      Trouble trouble = troubles.get(path);
      if (trouble != null && trouble.times() > 0) {
        troubles.put(path, new Trouble(trouble.fault(), trouble.times() - 1));
        misbehave(trouble.fault(), exchange, content, from);
      } else if (!files.containsKey(path)) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        behave(exchange, content, from);
      }
    }
  }

  private static int from(HttpExchange exchange) {
    String range = exchange.getRequestHeaders().getFirst("Range");
    return range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-.*", "$1"));
  }

  private static void behave(HttpExchange exchange, byte[] content, int from) throws IOException {
    String tag = '"' + Sha256.of(content).hex() + '"';
    exchange.getResponseHeaders().set("ETag", tag);
    if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(304, -1);
      return;
    }
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
    exchange.getResponseBody().write(content, from, content.length - from);
  }

  private static void misbehave(Fault fault, HttpExchange exchange, byte[] content, int from)
      throws IOException {
    switch (fault) {
      case MISSING -> exchange.sendResponseHeaders(404, -1);
      case SERVER_ERROR -> exchange.sendResponseHeaders(503, -1);
      case IGNORES_RANGES -> behave(exchange, content, 0);
      case TAMPERS -> {
        byte[] altered = content.clone();
        altered[altered.length - 1] ^= 1;
        behave(exchange, altered, from);
      }
      case TRUNCATES, STALLS -> {
        int half = (content.length - from) / 2;
        if (from > 0) {
          exchange
              .getResponseHeaders()
              .set("Content-Range", "bytes " + from + "-" + content.length + "/*");
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
        exchange.getResponseBody().write(Arrays.copyOfRange(content, from, from + half));
        exchange.getResponseBody().flush();
        if (fault == Fault.STALLS) {
          pause();
        }
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
