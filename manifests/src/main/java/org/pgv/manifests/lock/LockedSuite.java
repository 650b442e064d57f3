package org.pgv.manifests.lock;

import java.time.Instant;
import java.util.List;
import org.pgv.manifests.value.Fingerprint;

/**
 * A suite of a repository as it was when the lock was made.
 *
 * @param signed its signed index (InRelease), and who signed it
 * @param indices the package indices whose digests the signed index gives
 */
public record LockedSuite(
    String repository, String suite, Instant date, Signed signed, List<LockedFile> indices) {

  /**
   * A signed file.
   *
   * @param signer the pinned primary key whose signature was found good
   */
  public record Signed(LockedFile file, Fingerprint signer) {}

  public LockedSuite {
    indices = indices.stream().sorted().toList();
  }
}
