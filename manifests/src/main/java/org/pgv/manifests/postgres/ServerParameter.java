package org.pgv.manifests.postgres;

import java.util.List;
import java.util.Locale;
import org.pgv.manifests.problem.Spelling;

/**
 * One parameter of a PostgreSQL server, as {@code pg_settings} describes it.
 *
 * @param name as the server spells it; it knows it in any case
 */
public record ServerParameter(String name, Context context, Form form) {
  private static final List<String> TRUE = List.of("true", "yes", "on", "1");
  private static final List<String> FALSE = List.of("false", "no", "off", "0");

  /** When a change takes effect. */
  public enum Context {
    /** Never: the server was built so, or made so. */
    INTERNAL,
    /** With the next start. */
    POSTMASTER,
    /** When the configuration is read again, or with the next connection. */
    RELOAD
  }

  /** What its value is. */
  public sealed interface Form {
    record Switch() implements Form {}

    /** A number, in what {@code unit} says, whole or not. */
    record Measure(boolean whole, String unit, double least, double most) implements Form {}

    record Choice(List<String> values) implements Form {
      public Choice {
        values = List.copyOf(values);
      }
    }

    /** What only the server can judge. */
    record Text() implements Form {}
  }

  /**
   * The one spelling of a value that says the same to the server and to Patroni, which drops what
   * it cannot read, though the server could. Refuses what the server refuses.
   */
  public String canonical(String value) {
    return switch (form) {
      case Form.Switch() -> isTrue(value) ? "on" : "off";
      case Form.Measure number -> number(number, value);
      case Form.Choice(var values) -> choice(values, value);
      case Form.Text() -> value;
    };
  }

  /** A value as {@code pg_settings} shows it: numbers without their unit, in the server's own. */
  public String setting(String value) {
    return form instanceof Form.Measure number
        ? Quantity.parse(value, number).text()
        : canonical(value);
  }

  private String number(Form.Measure number, String value) {
    Quantity quantity = Quantity.parse(value, number);
    if (quantity.isOutside(number)) {
      throw new IllegalArgumentException(
          "'%s' is outside of what it may be (%s to %s%s)"
              .formatted(
                  value,
                  Quantity.text(number.least()),
                  Quantity.text(number.most()),
                  number.unit().isEmpty() ? "" : ", in " + number.unit()));
    }
    return Quantity.isPlain(value) ? value : quantity.text();
  }

  /** Any beginning of a word that means no other ({@code parse_bool_with_len} in bool.c). */
  private static boolean isTrue(String value) {
    String text = value.toLowerCase(Locale.ROOT);
    boolean yes = isOneOf(TRUE, text);
    if (yes == isOneOf(FALSE, text)) {
      throw new IllegalArgumentException("must be on or off, is '" + value + "'");
    }
    return yes;
  }

  private static boolean isOneOf(List<String> words, String text) {
    return !text.isEmpty() && words.stream().anyMatch(word -> word.startsWith(text));
  }

  /** Servers take other words for on and off where these are among the choices (guc_tables.c). */
  private static String choice(List<String> values, String value) {
    String text = value.toLowerCase(Locale.ROOT);
    String meant = text;
    if (values.contains("on") && values.contains("off")) {
      meant = TRUE.contains(text) ? "on" : FALSE.contains(text) ? "off" : text;
    }
    String known = values.contains("debug5") && text.equals("debug") ? "debug2" : meant;
    return values.stream()
        .filter(each -> each.equalsIgnoreCase(known))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "cannot be '" + value + "': " + Spelling.hint(value, values)));
  }
}
