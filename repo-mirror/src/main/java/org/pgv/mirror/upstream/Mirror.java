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
  private static final String LEGAL = "-._~!$&'()*+,;=:@/%";

  /** Where a file of the repository is; its path may hold what an address may not, such as ^. */
  public URI resolve(String path) {
    StringBuilder legal = new StringBuilder("./");
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0 && (Character.isLetterOrDigit(b) || LEGAL.indexOf(b) >= 0)) {
        legal.append((char) b);
      } else {
        legal.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return address.resolve(legal.toString());
  }
}
