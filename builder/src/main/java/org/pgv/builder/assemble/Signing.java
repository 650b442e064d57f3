package org.pgv.builder.assemble;

import java.time.Instant;
import org.pgv.pki.openpgp.SigningKey;

/**
 * With what a bundle is signed, and the time its signatures bear.
 *
 * @param at not the clock's time, so that building again gives the same bytes
 */
public record Signing(SigningKey key, Instant at) {

  /** A signature cannot be older than its key: verifiers would refuse it. */
  public static Signing with(SigningKey key, Instant bundleTime) {
    Instant created = key.createdAt();
    return new Signing(key, bundleTime.isBefore(created) ? created : bundleTime);
  }
}
