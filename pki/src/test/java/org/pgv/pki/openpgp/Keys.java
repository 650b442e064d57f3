package org.pgv.pki.openpgp;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Keys that the tests share: 2048 bit ones are made quickly. */
public final class Keys {
  public static final Instant MADE = Instant.parse("2026-11-01T00:00:00Z");
  public static final Instant SIGNED = Instant.parse("2026-11-20T00:00:00Z");
  public static final Clock CLOCK = Clock.fixed(SIGNED.plusSeconds(60), ZoneOffset.UTC);
  public static final SigningKey OURS =
      SigningKey.generate(
          "Test Bundle Signer <bundles@example.org>", MADE, new SecureRandom(), 2048);
  public static final SigningKey OTHER =
      SigningKey.generate("Somebody Else <else@example.org>", MADE, new SecureRandom(), 2048);

  private Keys() {}
}
