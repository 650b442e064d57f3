package org.pgv.manifests.manifest;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Files of the machine that builds, by which it and a repository's servers know each other.
 *
 * @param authorities whom alone to trust in servers' certificates; otherwise whom Java trusts
 * @param certificate what to show a server that asks who is there
 * @param key of that certificate, where it is not in the same file
 */
public record TlsFiles(Optional<Path> authorities, Optional<Path> certificate, Optional<Path> key) {
  /** Nothing but what is usual. */
  public static final TlsFiles NONE =
      new TlsFiles(Optional.empty(), Optional.empty(), Optional.empty());

  /** Secrets belong to a machine: they have no place beside a manifest, and none in a bundle. */
  static Path file(String text) {
    Path file = Path.of(text);
    if (!file.isAbsolute()) {
      throw new IllegalArgumentException("must be an absolute path, is '" + text + "'");
    }
    return file;
  }
}
