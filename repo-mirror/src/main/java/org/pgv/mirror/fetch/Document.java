package org.pgv.mirror.fetch;

/** What came of asking for a document that may have changed. */
public sealed interface Document {

  /** The document as it is now. */
  record Fresh(String text, Validators validators) implements Document {}

  /** It has not changed since it was seen. */
  record Same() implements Document {}

  /** It cannot be had here. */
  record Unavailable(String why) implements Document {}
}
