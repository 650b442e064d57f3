package org.pgv.installer.escrow;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pgv.manifests.value.Sha256;

/**
 * A line of an escrow file: a name, a value, and in brackets a check of both, so that whoever types
 * it from paper is told which line is wrong. Spaces inside of a value say nothing.
 *
 * @param number counted from 1, as editors do
 */
record EscrowLine(int number, String name, String value) {
  private static final Pattern FORM =
      Pattern.compile("\\s*(\\S+)\\s+(\\S.*?)\\s*\\[\\s*([0-9A-Za-z]{4})\\s*]\\s*");

  /** Without letters that look like digits (Crockford's Base32). */
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

  private static final int BITS = 5;
  private static final int CHECK_DIGITS = 4;
  private static final int GROUP = 4;

  /** What a line of a file is. */
  sealed interface Read {
    record Good(EscrowLine line) implements Read {}

    /** Empty, or meant for people. */
    record Nothing() implements Read {}

    record Bad(String why) implements Read {}
  }

  static Read read(int number, String text) {
    if (text.isBlank() || text.strip().startsWith("#")) {
      return new Read.Nothing();
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return new Read.Bad("is not a name, a value and a check in brackets");
    }
    EscrowLine line =
        new EscrowLine(number, matcher.group(1), matcher.group(2).replaceAll("\\s", ""));
    return line.check().equals(plain(matcher.group(3)))
        ? new Read.Good(line)
        : new Read.Bad("a character of '" + line.name + "' or of its check is wrong");
  }

  /** The line as it is written. */
  String text() {
    return "%-12s %s  [%s]\n".formatted(name, value, check());
  }

  /** The line with its value in groups of four, to be typed again. */
  String grouped() {
    String groups = value.replaceAll("(.{" + GROUP + "})(?=.)", "$1 ");
    return "%-12s %s  [%s]\n".formatted(name, groups, check());
  }

  private String check() {
    return digits(name + " " + value, CHECK_DIGITS);
  }

  /** The first digits of a text's SHA-256. */
  static String digits(String text, int number) {
    byte[] hash = Sha256.newDigest().digest(text.getBytes(StandardCharsets.UTF_8));
    BigInteger bits = new BigInteger(1, hash);
    StringBuilder digits = new StringBuilder();
    for (int i = 1; i <= number; i++) {
      int digit = bits.shiftRight(hash.length * Byte.SIZE - BITS * i).intValue() & 31;
      digits.append(DIGITS.charAt(digit));
    }
    return digits.toString();
  }

  /** What looks alike is alike. */
  static String plain(String digits) {
    return digits.toLowerCase(Locale.ROOT).replace('o', '0').replaceAll("[il]", "1");
  }
}
