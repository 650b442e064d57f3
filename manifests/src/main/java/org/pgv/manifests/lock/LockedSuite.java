package org.pgv.manifests.lock;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.value.Fingerprint;

/**
 * A suite of a repository as it was when the lock was made.
 *
 * @param suite empty for a repository that is not parted into suites, such as RPM's
 * @param signed its signed index (InRelease, repomd.xml), and who signed it
 * @param indices the package indices whose digests the signed index gives
 */
public record LockedSuite(
    String repository, String suite, Instant date, Signed signed, List<LockedFile> indices) {

  /**
   * What everything else of the suite is proven by.
   *
   * @param signature the file beside it; empty where the signature is in the file itself
   * @param signer the pinned primary key whose signature was found good; empty where the manifest
   *     takes the index unsigned, because the packages are signed
   */
  public record Signed(
      LockedFile file, Optional<LockedFile> signature, Optional<Fingerprint> signer) {}

  public LockedSuite {
    indices = indices.stream().sorted().toList();
  }
}
