package org.pgv.acceptance;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** Writes an escrow as docs/how-to/restore-a-lost-site.md describes it, without the tool. */
final class TypedEscrow {
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

  private TypedEscrow() {}

  /** The same escrow with another value for a name, and right checks. */
  static String with(String text, String name, String value) {
    List<String> lines = new ArrayList<>();
    StringBuilder all = new StringBuilder();
    for (String line : text.lines().filter(l -> l.contains("[")).toList()) {
      String[] words = line.substring(0, line.indexOf('[')).strip().split(" +", 2);
      String plain = words[0].equals(name) ? value : words[1].replace(" ", "");
      String content =
          words[0] + " " + (words[0].equals("sum") ? digits(all.toString(), 16) : plain);
      all.append(content).append('\n');
      lines.add(content + " [" + digits(content, 4) + "]");
    }
    return String.join("\n", lines);
  }

  /** Five bits each of the SHA-256, the first ones first. */
  private static String digits(String text, int number) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      String bits = new BigInteger(1, hash).setBit(256).toString(2).substring(1);
      StringBuilder digits = new StringBuilder();
      for (int i = 0; i < number; i++) {
        digits.append(DIGITS.charAt(Integer.parseInt(bits.substring(5 * i, 5 * i + 5), 2)));
      }
      return digits.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
