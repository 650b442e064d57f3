package org.pgv.mirror.deb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a relation field (Debian Policy section 7.1): groups joined by commas, alternatives in a
 * group joined by bars, as {@code a (>= 1) | b, c:any}.
 */
public final class RelationField {
  private final String text;
  private int at;

  private RelationField(String text) {
    this.text = text;
  }

  /**
   * The groups of alternatives in their order; {@link IllegalArgumentException} says what is wrong.
   */
  public static List<List<DebRelation>> parse(String text) {
    return new RelationField(text).groups();
  }

  private List<List<DebRelation>> groups() {
    List<List<DebRelation>> groups = new ArrayList<>();
    skipSpace();
    while (at < text.length()) {
      List<DebRelation> group = new ArrayList<>();
      group.add(relation());
      while (take('|')) {
        group.add(relation());
      }
      groups.add(List.copyOf(group));
      if (!take(',') && at < text.length()) {
        throw problem("expected ',' or '|'");
      }
    }
    return groups;
  }

  private DebRelation relation() {
    skipSpace();
    String name = word("a package name");
    String qualifier = take(':') ? word("an architecture after ':'") : "";
    Optional<VersionBound> bound = take('(') ? Optional.of(bound()) : Optional.empty();
    List<String> architectures = take('[') ? List.of(until(']').split("\\s+")) : List.of();
    while (take('<')) {
      until('>'); // a build profile says nothing about installing
    }
    return new DebRelation(name, qualifier, bound, architectures);
  }

  private VersionBound bound() {
    skipSpace();
    int start = at;
    while (at < text.length() && "<>=".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String sign = text.substring(start, at);
    if (sign.isEmpty()) {
      throw problem("expected a version operator");
    }
    String version = until(')');
    try {
      return new VersionBound(VersionBound.Operator.of(sign), new DebVersion(version));
    } catch (IllegalArgumentException e) {
      throw problem(String.valueOf(e.getMessage()), e);
    }
  }

  private String word(String expected) {
    int start = at;
    while (at < text.length() && ordinary(text.charAt(at))) {
      at++;
    }
    if (start == at) {
      throw problem("expected " + expected);
    }
    String word = text.substring(start, at);
    skipSpace();
    return word;
  }

  private static boolean ordinary(char c) {
    return c > ' ' && ",|:()[]<>".indexOf(c) < 0;
  }

  private String until(char end) {
    int close = text.indexOf(end, at);
    if (close < 0) {
      throw problem("'" + end + "' is missing");
    }
    String inside = text.substring(at, close).strip();
    at = close + 1;
    skipSpace();
    return inside;
  }

  private boolean take(char c) {
    if (at >= text.length() || text.charAt(at) != c) {
      return false;
    }
    at++;
    skipSpace();
    return true;
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException problem(String what) {
    return problem(what, null);
  }

  private IllegalArgumentException problem(String what, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        what + " at character " + (at + 1) + " of the relation '" + text + "'", cause);
  }
}
