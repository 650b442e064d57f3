package org.pgv.installer.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pgv.installer.component.minio.Bucket;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Host;
import org.pgv.installer.host.Passage;
import org.pgv.manifests.value.Endpoint;

/**
 * Reads objects of a bucket over a connection that a host of the site makes, so that its names, its
 * ways and what it trusts are tried as well.
 *
 * @param authority PEM that the endpoint is verified by
 */
public record BucketReader(Bucket bucket, Host host, String authority, Clock clock) {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final String TRUSTED =
      """
      for f in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt; do
        [ ! -f "$f" ] || exec cat "$f"
      done
      """;

  /** What came of asking for an object. */
  public sealed interface Read {
    /** It is there; its content in base64. */
    record Found(String content) implements Read {}

    /** The bucket is there and we may read it; the object is not. */
    record Absent() implements Read {}

    /** The endpoint answers, and does not give it to us. */
    record Denied(String why) implements Read {}

    /** There is no answer that can be believed. */
    record Unreachable(String why) implements Read {}

    /** Nobody can look from here. */
    record Unseen(String why) implements Read {}
  }

  /** The PEM of what a host trusts anyway; empty where it trusts nobody yet. */
  public static String trustedBy(Host host) {
    return host.run(Command.script(TRUSTED, LIMIT))
            instanceof Exit.Code(int _, String pem, String _)
        ? pem
        : "";
  }

  /** Asks for an object by its whole name: {@code /} and words. */
  public Read read(String object) {
    if (authority.isBlank()) {
      return new Read.Unseen(host.name() + " trusts no authority yet");
    }
    SignedGet request = new SignedGet(bucket, object, clock.instant());
    Endpoint server = request.server();
    return switch (host.connect(server.host(), server.port())) {
      case Passage.Forbidden(String why) ->
          new Read.Unseen(host.name() + " lets no connection through: " + why);
      case Passage.Closed(String why) -> new Read.Unreachable(why);
      case Passage.Open(Socket socket) -> answer(socket, request);
    };
  }

  /** The limit is here and not at the socket: one that a host forwards knows of none. */
  private Read answer(Socket connection, SignedGet request) {
    try (connection) {
      return read(
          CompletableFuture.supplyAsync(() -> ask(connection, request), Thread::startVirtualThread)
              .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
              .join());
    } catch (CompletionException e) {
      return new Read.Unreachable(
          switch (e.getCause()) {
            case TimeoutException _ -> "no answer within " + LIMIT.toSeconds() + " s";
            case UncheckedIOException failed -> String.valueOf(failed.getMessage());
            case RuntimeException bug -> throw bug;
            case null, default -> throw e;
          });
    } catch (IOException e) {
      return new Read.Unreachable(String.valueOf(e.getMessage()));
    }
  }

  private HttpAnswer ask(Socket connection, SignedGet request) {
    try (Socket socket = VerifiedTls.over(connection, request.server(), authority)) {
      socket.getOutputStream().write(request.text().getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      return HttpAnswer.parse(socket.getInputStream().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static Read read(HttpAnswer answer) {
    String word = answer.word();
    return switch (answer.status()) {
      case OK -> new Read.Found(answer.body());
      case NOT_FOUND -> word.equals("NoSuchBucket") ? new Read.Denied(word) : new Read.Absent();
      default -> new Read.Denied(word);
    };
  }
}
