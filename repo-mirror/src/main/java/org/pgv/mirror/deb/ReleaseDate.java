package org.pgv.mirror.deb;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The dates of Release files, in the forms that apt reads: RFC 1123, which Debian ends in UTC, RFC
 * 850 and that of C's asctime. The day of the week is said by the rest, and is not looked at.
 */
final class ReleaseDate {
  private static final Pattern WEEKDAY = Pattern.compile("^\\p{Alpha}+,?\\s+");
  private static final Pattern NO_OFFSET = Pattern.compile("(?i)\\s*\\b(?:UTC|GMT|Z)$");
  private static final Pattern ASCTIME =
      Pattern.compile("^(\\p{Alpha}+) +(\\d+) +([\\d:]+) +(\\d{4})");

  private static final List<DateTimeFormatter> FORMS =
      List.of(form("d MMM uuuu H:mm[:ss] XX"), form("d-MMM-uu H:mm:ss XX"));

  private ReleaseDate() {}

  private static DateTimeFormatter form(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH);
  }

  /** Reads a date; {@link DateTimeException} where it is none. */
  static Instant parse(String text) {
    String rest = WEEKDAY.matcher(text.strip().replaceAll("\\s+", " ")).replaceFirst("");
    String plain = ASCTIME.matcher(rest).replaceFirst("$2 $1 $4 $3");
    boolean offset = plain.matches(".* [+-]\\d{4}");
    String whole = offset ? plain : NO_OFFSET.matcher(plain).replaceFirst("") + " +0000";
    DateTimeException failure = new DateTimeException("no date: '" + text + "'");
    for (DateTimeFormatter form : FORMS) {
      try {
        return OffsetDateTime.parse(whole, form).withOffsetSameInstant(ZoneOffset.UTC).toInstant();
      } catch (DateTimeException e) {
        failure.addSuppressed(e);
      }
    }
    throw failure;
  }
}
