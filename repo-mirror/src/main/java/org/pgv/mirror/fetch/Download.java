package org.pgv.mirror.fetch;

import java.net.URI;
import java.util.List;
import org.pgv.manifests.value.Sha256;

/**
 * A file to get, known by size and digest.
 *
 * @param mirrors where it can be had, the first one preferred
 * @param authority what says so of its size and digest
 */
public record Download(List<URI> mirrors, long size, Sha256 sha256, Authority authority) {

  /** What says which bytes a file must have, and so what to do where they are others. */
  public enum Authority {
    /** Of an index that changes with every publication, which no mirror takes over at once. */
    INDEX_OF_SUITE(
        "the signed index",
        "the mirror is being synchronised, or it was altered: try again in some minutes, or name"
            + " another one with --mirror NAME=URL"),
    SIGNED_INDEX(
        "the signed index", "do not use this mirror; name another one with --mirror NAME=URL"),
    MANIFEST(
        "the manifest", "find out from its makers what changed before you change the manifest");

    private final String words;
    private final String hint;

    Authority(String words, String hint) {
      this.words = words;
      this.hint = hint;
    }

    String words() {
      return words;
    }

    String hint() {
      return hint;
    }
  }

  public Download {
    mirrors = List.copyOf(mirrors);
    if (mirrors.isEmpty()) {
      throw new IllegalArgumentException("a download needs at least one address");
    }
  }

  /** A file that a signed index vouches for. */
  public Download(List<URI> mirrors, long size, Sha256 sha256) {
    this(mirrors, size, sha256, Authority.SIGNED_INDEX);
  }
}
