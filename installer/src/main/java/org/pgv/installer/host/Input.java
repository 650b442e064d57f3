package org.pgv.installer.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a command reads from its standard input. */
@FunctionalInterface
public interface Input {
  /** Writes all of it; the caller closes the stream. */
  void writeTo(OutputStream out) throws IOException;

  static Input none() {
    return out -> {};
  }

  /** A byte now and then, for as long as the command listens. */
  static Input beats(Duration pause) {
    return out -> {
      try {
        while (!Thread.currentThread().isInterrupted()) {
          out.write('\n');
          out.flush();
          Thread.sleep(pause);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    };
  }

  static Input text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
