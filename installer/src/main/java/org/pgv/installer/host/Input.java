package org.pgv.installer.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What a command reads from its standard input. */
@FunctionalInterface
public interface Input {
  /** Writes all of it; the caller closes the stream. */
  void writeTo(OutputStream out) throws IOException;

  static Input none() {
    return out -> {};
  }

  static Input text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
