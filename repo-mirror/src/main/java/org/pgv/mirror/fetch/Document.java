package org.pgv.mirror.fetch;

import org.pgv.manifests.value.Blob;

/** What came of asking for a document that may have changed. */
public sealed interface Document {

  /** The document as it is now. */
  record Fresh(Blob content, Validators validators) implements Document {}

  /** It has not changed since it was seen. */
  record Same() implements Document {}

  /**
   * It cannot be had here.
   *
   * @param answered whether the server was reached, and has no such document
   */
  record Unavailable(String why, boolean answered) implements Document {}
}
