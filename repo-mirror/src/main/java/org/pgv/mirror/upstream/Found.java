package org.pgv.mirror.upstream;

import org.pgv.manifests.value.Blob;

/** What one mirror had to say about a document. */
public sealed interface Found {
  record Got(Blob content) implements Found {}

  /**
   * Nothing of use.
   *
   * @param answered whether the mirror was reached, and has no such document
   */
  record Nothing(String why, boolean answered) implements Found {}
}
