package org.pgv.manifests.value;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The fingerprint of an OpenPGP key: 40 upper-case hex digits for version 4 keys, 64 for version 6
 * (RFC 9580 section 5.5.4).
 */
public record Fingerprint(String hex) implements Comparable<Fingerprint> {
  private static final Pattern HEX = Pattern.compile("[0-9A-F]{40}|[0-9A-F]{64}");

  public Fingerprint {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("not an OpenPGP fingerprint: '" + hex + "'");
    }
  }

  /** Reads a fingerprint as people write it: in either case, with or without spaces. */
  public static Fingerprint parse(String text) {
    return new Fingerprint(text.replace(" ", "").toUpperCase(Locale.ROOT));
  }

  @Override
  public int compareTo(Fingerprint other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
