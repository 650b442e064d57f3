package org.pgv.mirror.deb;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One paragraph of deb822 text (deb822(5)); field names are found in any case. */
public final class Stanza {
  private final Map<String, String> fields;

  private Stanza(Map<String, String> fields) {
    this.fields = fields;
  }

  /** Reads a paragraph; {@link IllegalArgumentException} names the line that is not deb822. */
  public static Stanza parse(String text) {
    Map<String, StringBuilder> values = new LinkedHashMap<>();
    StringBuilder current = new StringBuilder();
    int number = 0;
    for (String line : text.split("\r?\n", -1)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        current.append('\n').append(line.strip());
        continue;
      }
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new IllegalArgumentException("line " + number + " is not a field: '" + line + "'");
      }
      current = new StringBuilder(line.substring(colon + 1).strip());
      if (values.putIfAbsent(line.substring(0, colon), current) != null) {
        throw new IllegalArgumentException("line " + number + " repeats a field: '" + line + "'");
      }
    }
    Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    values.forEach((name, value) -> fields.put(name, value.toString()));
    return new Stanza(fields);
  }

  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }
}
