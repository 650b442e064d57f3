package org.pgv.installer.component.pgbackrest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;

/** The point that a cluster is brought back to. */
public sealed interface Target {

  /** All that was archived. */
  record Latest() implements Target {}

  /** The last transaction that committed before or at a moment. */
  record Moment(Instant at) implements Target {}

  /** The end of one backup. */
  record Backup(String label) implements Target {}

  /** A position, a transaction, or a name that {@code pg_create_restore_point} gave. */
  record Mark(Kind kind, String text) implements Target {}

  /** What a mark is, in pgBackRest's words. */
  enum Kind {
    LSN(Pattern.compile("[0-9A-Fa-f]{1,8}/[0-9A-Fa-f]{1,8}")),
    XID(Pattern.compile("[0-9]{1,20}")),
    NAME(Pattern.compile("[A-Za-z0-9_.:-]{1,63}"));

    private final Pattern form;

    Kind(Pattern form) {
      this.form = form;
    }

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * Reads {@code latest}, a time such as {@code 2026-11-21T08:15:00Z} or {@code 2026-11-21
   * 08:15:00+00}, or one of {@code backup=}, {@code lsn=}, {@code xid=} and {@code name=}.
   */
  static Target parse(String text) {
    if (text.equals("latest")) {
      return new Latest();
    }
    int sign = text.indexOf('=');
    String value = text.substring(sign + 1);
    return switch (sign < 0 ? "time" : text.substring(0, sign)) {
      case "time" -> new Moment(moment(value));
      case "backup" -> new Backup(matching(Pattern.compile("[0-9]{8}-[0-9]{6}F.*"), value));
      case "lsn" -> new Mark(Kind.LSN, matching(Kind.LSN.form, value));
      case "xid" -> new Mark(Kind.XID, matching(Kind.XID.form, value));
      case "name" -> new Mark(Kind.NAME, matching(Kind.NAME.form, value));
      default -> throw unknown(text);
    };
  }

  /** What pgBackRest is told. */
  default List<String> options() {
    return switch (this) {
      case Latest _ -> List.of("--type=default");
      case Moment(Instant at) ->
          List.of("--type=time", "--target=" + FORM.format(at), "--target-action=promote");
      case Backup(String label) ->
          List.of("--type=immediate", "--set=" + label, "--target-action=promote");
      case Mark(Kind kind, String text) ->
          List.of("--type=" + kind.word(), "--target=" + text, "--target-action=promote");
    };
  }

  /** As {@link #parse} reads it. */
  default String text() {
    return switch (this) {
      case Latest _ -> "latest";
      case Moment(Instant at) -> at.toString();
      case Backup(String label) -> "backup=" + label;
      case Mark(Kind kind, String text) -> kind.word() + "=" + text;
    };
  }

  /** As a person says it. */
  default String words() {
    return switch (this) {
      case Latest _ -> "the last that was archived";
      case Moment(Instant at) -> at.toString();
      case Backup(String label) -> "the end of backup " + label;
      case Mark(Kind kind, String text) -> kind.word() + " " + text;
    };
  }

  DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS+00").withZone(ZoneOffset.UTC);

  private static Instant moment(String text) {
    String iso = text.strip().replace(' ', 'T').replaceFirst("([+-][0-9]{2})$", "$1:00");
    try {
      return OffsetDateTime.parse(iso).toInstant();
    } catch (DateTimeException _) {
      throw new IllegalArgumentException(
          "not a time with its zone: '" + text + "' (such as 2026-11-21T08:15:00Z)");
    }
  }

  private static String matching(Pattern form, String value) {
    if (!form.matcher(value).matches()) {
      throw unknown(value);
    }
    return value;
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "nothing to restore to: '"
            + text
            + "' (latest, a time, or backup=, lsn=, xid= or name= with a value)");
  }
}
