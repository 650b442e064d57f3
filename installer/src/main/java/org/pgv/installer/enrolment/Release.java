package org.pgv.installer.enrolment;

import java.time.Instant;
import java.util.Optional;
import org.pgv.manifests.bundle.BundleVersion;
import org.pgv.manifests.value.Sha256;

/**
 * What tells which of two bundles is the newer one; all of it is signed.
 *
 * @param name what the bundle is called
 * @param digest of all that is in it
 */
public record Release(String name, BundleVersion version, Instant createdAt, Sha256 digest) {

  /**
   * Why this one must not follow another without being asked for; empty where it may. Neither
   * version nor date may go back: a higher version that was made of older packages brings those.
   */
  public Optional<String> stepsBackFrom(Release floor) {
    if (digest.equals(floor.digest)) {
      return Optional.empty();
    }
    int order = version.compareTo(floor.version);
    if (order < 0 || createdAt.isBefore(floor.createdAt)) {
      return Optional.of(this + " is older than " + floor);
    }
    return order == 0 && createdAt.equals(floor.createdAt)
        ? Optional.of(
            "%s is not the %s that was applied (%s), and of the same version and date (%s)"
                .formatted(digest.hex().substring(0, 12), name, floor.digest, this))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "version " + version + " of " + createdAt;
  }
}
