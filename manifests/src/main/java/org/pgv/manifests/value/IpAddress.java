package org.pgv.manifests.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An IPv4 address in its one spelling: four decimal numbers without leading zeros. */
public record IpAddress(String text) implements Comparable<IpAddress> {
  private static final Pattern FORM =
      Pattern.compile(
          "(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})");

  public IpAddress {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || !isBytes(form)) {
      throw new IllegalArgumentException("not an IPv4 address: '" + text + "'");
    }
  }

  /** The address that is this number. */
  public static IpAddress of(long number) {
    return new IpAddress(
        (number >> 24 & 255)
            + "."
            + (number >> 16 & 255)
            + "."
            + (number >> 8 & 255)
            + "."
            + (number & 255));
  }

  /** The address as the number it is. */
  public long number() {
    long number = 0;
    for (String part : text.split("\\.", -1)) {
      number = (number << 8) | Integer.parseInt(part);
    }
    return number;
  }

  @Override
  public int compareTo(IpAddress other) {
    return Long.compare(number(), other.number());
  }

  @Override
  public String toString() {
    return text;
  }

  private static boolean isBytes(Matcher form) {
    for (int group = 1; group <= form.groupCount(); group++) {
      if (Integer.parseInt(form.group(group)) > 255) {
        return false;
      }
    }
    return true;
  }
}
