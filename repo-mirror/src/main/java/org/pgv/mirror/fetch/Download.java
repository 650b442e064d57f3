package org.pgv.mirror.fetch;

import java.net.URI;
import java.util.List;
import org.pgv.manifests.value.Sha256;

/**
 * A file to get, known by size and digest.
 *
 * @param mirrors where it can be had, the first one preferred
 */
public record Download(List<URI> mirrors, long size, Sha256 sha256) {
  public Download {
    mirrors = List.copyOf(mirrors);
    if (mirrors.isEmpty()) {
      throw new IllegalArgumentException("a download needs at least one address");
    }
  }
}
