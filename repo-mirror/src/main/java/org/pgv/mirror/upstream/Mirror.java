package org.pgv.mirror.upstream;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * An address a repository can be had from.
 *
 * @param named who named it, as a person reads it in the log
 */
public record Mirror(URI address, String named) {
  /** Not the plus, which object stores take for a blank, and not the percent sign. */
  private static final String LEGAL = "-._~!$&'()*,;=:@/";

  /**
   * Where a file of the repository is. The path is that of a file, and what means something else in
   * an address, such as the percent sign of {@code a_1%3a2.deb}, is written as apt writes it.
   */
  public URI resolve(String path) {
    StringBuilder legal = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0 && (Character.isLetterOrDigit(b) || LEGAL.indexOf(b) >= 0)) {
        legal.append((char) b);
      } else {
        legal.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    // Put together and not resolved: that would drop an empty segment, which a server may not.
    return URI.create(address + legal.toString());
  }
}
