package org.pgv.mirror.fetch;

import java.io.InputStream;

/** What came of asking a server for something. */
sealed interface Answer {

  /**
   * Bytes, beginning at {@code from}; to be closed by whoever reads them.
   *
   * @param measured whether the server said how many there are, so that their end is the file's
   */
  record Content(InputStream body, long from, boolean measured, Validators validators)
      implements Answer {}

  /** The document is the one that was seen before. */
  record Unchanged() implements Answer {}

  /** The server said no; asking it again soon is useful or not. */
  record Refused(int status) implements Answer {
    boolean worthRetrying() {
      return status >= 500 || status == 408 || status == 429;
    }
  }

  /** No answer came, or it broke off. */
  record Unreachable(String why) implements Answer {}
}
