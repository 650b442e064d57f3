package org.pgv.manifests.lock;

import org.pgv.manifests.value.Sha256;

/**
 * A file of a repository.
 *
 * @param path where it lies in the repository, below its address
 */
public record LockedFile(String path, long size, Sha256 sha256) implements Comparable<LockedFile> {
  @Override
  public int compareTo(LockedFile other) {
    return path.compareTo(other.path);
  }
}
