package org.pgv.mirror.upstream;

/** What one mirror had to say about a document. */
public sealed interface Found {
  record Text(String text) implements Found {}

  record Nothing(String why) implements Found {}
}
