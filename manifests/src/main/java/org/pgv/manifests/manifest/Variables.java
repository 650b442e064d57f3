package org.pgv.manifests.manifest;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pgv.manifests.value.Target;

/**
 * What stands for {@code $releasever} and its like in the addresses of RPM repositories, as dnf has
 * it; {@code ${NAME:-WORD}} and {@code ${NAME:+WORD}} as libdnf does.
 */
final class Variables {
  private static final Pattern USE =
      Pattern.compile("\\$(?:([A-Za-z0-9_]+)|\\{([A-Za-z0-9_]+)(?::([-+])([^}]*))?\\})");
  private static final String RELEASE = "releasever";

  private final SortedMap<String, String> values;

  private Variables(SortedMap<String, String> values) {
    this.values = values;
  }

  /** Those of a target, and those that a manifest sets besides or instead. */
  static Variables of(Target target, Map<String, String> set) {
    SortedMap<String, String> values = new TreeMap<>();
    values.put("basearch", target.architecture().rpm());
    values.put("arch", target.architecture().rpm());
    values.put(RELEASE, target.release());
    values.putAll(set);
    String[] release = Objects.requireNonNull(values.get(RELEASE)).split("\\.", 2);
    values.putIfAbsent("releasever_major", release[0]);
    values.putIfAbsent("releasever_minor", release.length > 1 ? release[1] : "");
    return new Variables(values);
  }

  /** A text with the values put in; IllegalArgumentException where one is not known. */
  String expanded(String text) {
    return USE.matcher(text).replaceAll(this::value);
  }

  private String value(MatchResult use) {
    String name = use.group(1) == null ? use.group(2) : use.group(1);
    String value = values.getOrDefault(name, "");
    String word = Objects.requireNonNullElse(use.group(4), "");
    String result =
        switch (Objects.requireNonNullElse(use.group(3), "")) {
          case "-" -> value.isEmpty() ? word : value;
          case "+" -> value.isEmpty() ? "" : word;
          default -> {
            if (value.isEmpty()) {
              throw new IllegalArgumentException(
                  "$" + name + " has no value; set it under 'variables'");
            }
            yield value;
          }
        };
    return Matcher.quoteReplacement(result);
  }
}
