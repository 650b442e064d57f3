package org.pgv.mirror.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;

/**
 * One file whose digest is not known beforehand. What arrived stays whatever happens, and the next
 * try begins after it.
 */
final class OpenDownload {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final HttpTransport transport;
  private final Path file;
  private final long limit;
  private final LongConsumer received;

  /**
   * @param limit more bytes than these are no longer taken
   */
  OpenDownload(HttpTransport transport, Path file, long limit, LongConsumer received) {
    this.transport = transport;
    this.file = file;
    this.limit = limit;
    this.received = received;
  }

  Attempt from(URI uri) throws InterruptedException {
    try {
      long have = Files.exists(file) ? Files.size(file) : 0;
      return switch (transport.get(uri, have, Validators.NONE)) {
        case Answer.Content(InputStream body, long from, boolean _, Validators _) ->
            from == 0 || from == have
                ? receive(body, from > 0)
                : new Attempt.BrokeOff("answered from byte " + from);
        case Answer.Unchanged() -> new Attempt.BrokeOff("answered 304 to a plain question");
        // There is nothing after what came: it came whole.
        case Answer.Refused(int status) when status == RANGE_NOT_SATISFIABLE && have > 0 ->
            new Attempt.Stored();
        case Answer.Refused refused when refused.worthRetrying() ->
            new Attempt.BrokeOff("HTTP status " + refused.status());
        case Answer.Refused(int status) -> new Attempt.Missing(status);
        case Answer.Unreachable(String why) -> new Attempt.BrokeOff(why);
      };
    } catch (IOException e) {
      return new Attempt.BrokeOff(HttpTransport.reason(e));
    }
  }

  private Attempt receive(InputStream body, boolean goingOn) throws IOException {
    try (body;
        OutputStream out =
            Files.newOutputStream(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                goingOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long left = limit - (goingOn ? Files.size(file) : 0);
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        left -= count;
        if (left < 0) {
          return new Attempt.TooLong();
        }
        out.write(buffer, 0, count);
        received.accept(count);
      }
      return new Attempt.Stored();
    }
  }
}
