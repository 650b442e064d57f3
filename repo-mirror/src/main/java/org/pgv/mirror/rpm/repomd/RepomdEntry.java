package org.pgv.mirror.rpm.repomd;

import java.time.Instant;
import java.util.Optional;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.value.Sha256;

/**
 * A file of metadata that a repomd.xml vouches for.
 *
 * @param type what is in it, such as {@code primary}
 * @param file as it lies in the repository, compressed or not
 * @param open what it is when unpacked; empty where it is not compressed
 */
public record RepomdEntry(String type, LockedFile file, Optional<Open> open, Instant timestamp) {

  /** Digest and size of the unpacked content. */
  public record Open(Sha256 sha256, long size) {}
}
