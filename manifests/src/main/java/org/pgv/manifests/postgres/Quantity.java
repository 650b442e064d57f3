package org.pgv.manifests.postgres;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pgv.manifests.postgres.ServerParameter.Form;

/**
 * A number as PostgreSQL reads one ({@code parse_int}, {@code parse_real} and {@code
 * convert_to_base_unit} in guc.c): C's spelling of numbers, white space, and a unit.
 */
record Quantity(double value, boolean whole) {
  /** What all readers of numbers read alike. */
  private static final Pattern PLAIN =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?(B|kB|MB|GB|TB|us|ms|s|min|h|d)?");

  /** C's white space, which may stand before and behind a number. */
  private static final String SPACE = "[ \\t\\n\\x0B\\f\\r]*";

  private static final Pattern WRITTEN =
      Pattern.compile(
          SPACE
              + "([+-]?)(0[xX][0-9a-fA-F]+(?![0-9a-fA-F.pP])|[0-9]+(?![0-9.eE])"
              + "|(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
              + SPACE
              + "([^ \\t\\n\\x0B\\f\\r]{0,3})"
              + SPACE);

  private record Unit(String name, double size) {}

  private static final double KIB = 1024;

  /** Each in bytes, the largest first. */
  private static final List<Unit> MEMORY =
      List.of(
          new Unit("TB", KIB * KIB * KIB * KIB),
          new Unit("GB", KIB * KIB * KIB),
          new Unit("MB", KIB * KIB),
          new Unit("kB", KIB),
          new Unit("B", 1));

  /** Each in microseconds, the largest first. */
  private static final List<Unit> TIME =
      List.of(
          new Unit("d", 86_400e6),
          new Unit("h", 3_600e6),
          new Unit("min", 60e6),
          new Unit("s", 1e6),
          new Unit("ms", 1e3),
          new Unit("us", 1));

  private static final Map<String, Double> BASE_BYTES =
      Map.of("B", 1.0, "kB", KIB, "8kB", 8 * KIB, "MB", KIB * KIB);

  private static final Map<String, Double> BASE_TIME = Map.of("ms", 1e3, "s", 1e6, "min", 60e6);

  static Quantity parse(String text, Form.Measure form) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("must be a number, is '" + text + "'");
    }
    double number = number(matcher.group(2), form.whole());
    double signed = matcher.group(1).equals("-") ? -number : number;
    String unit = matcher.group(3);
    double value =
        unit.isEmpty()
            ? signed
            : converted(signed, unit, form.unit())
                .orElseThrow(() -> new IllegalArgumentException(unitProblem(text, form)));
    return new Quantity(form.whole() ? Math.rint(value) : value, form.whole());
  }

  /** Whether every program that reads such numbers reads this one alike. */
  static boolean isPlain(String text) {
    return PLAIN.matcher(text).matches();
  }

  static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  boolean isOutside(Form.Measure form) {
    return !(value >= form.least() && value <= form.most());
  }

  String text() {
    return text(value);
  }

  /** {@code strtol} with base 0, where that reads to the end of the digits; else {@code strtod}. */
  private static double number(String digits, boolean whole) {
    if (digits.startsWith("0x") || digits.startsWith("0X")) {
      return new java.math.BigInteger(digits.substring(2), 16).doubleValue();
    }
    if (whole && digits.matches("0[0-9]+")) {
      if (!digits.matches("0[0-7]+")) {
        throw new IllegalArgumentException(
            "a number with a leading zero is octal: '" + digits + "'");
      }
      return new java.math.BigInteger(digits, 8).doubleValue();
    }
    return Double.parseDouble(digits);
  }

  /** A fraction of a unit becomes a whole number of the next smaller one. */
  private static Optional<Double> converted(double number, String unit, String base) {
    List<Unit> units = BASE_BYTES.containsKey(base) ? MEMORY : TIME;
    Double size = BASE_BYTES.containsKey(base) ? BASE_BYTES.get(base) : BASE_TIME.get(base);
    for (int i = 0; size != null && i < units.size(); i++) {
      if (units.get(i).name().equals(unit)) {
        double value = number * ratio(units.get(i), size);
        if (i + 1 < units.size()) {
          double step = ratio(units.get(i + 1), size);
          value = Math.rint(value / step) * step;
        }
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  private static double ratio(Unit unit, double base) {
    return unit.size() / base;
  }

  private static String unitProblem(String text, Form.Measure form) {
    if (BASE_BYTES.containsKey(form.unit())) {
      return "units are B, kB, MB, GB and TB, not as in '" + text + "'";
    }
    return BASE_TIME.containsKey(form.unit())
        ? "units are us, ms, s, min, h and d, not as in '" + text + "'"
        : "takes no unit: '" + text + "'";
  }
}
