package org.pgv.manifests.value;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A text in which a star stands for anything, such as {@code 17.*}, a question mark for one
 * character and {@code [a-c]} or {@code [!0-9]} for one of some (fnmatch(3) without flags).
 */
public record Glob(String text) {
  private static final String SIGNS = "*?[";

  /** Whether it stands for anything but itself. */
  public boolean isPattern() {
    return text.chars().anyMatch(c -> SIGNS.indexOf(c) >= 0);
  }

  /** Whether all of a text is meant. */
  public boolean matches(String whole) {
    return isPattern() ? matcher().matches(whole) : text.equals(whole);
  }

  /** To ask about many texts. */
  public Matcher matcher() {
    if (!isPattern()) {
      return text::equals;
    }
    Pattern pattern = compiled();
    return whole -> pattern.matcher(whole).matches();
  }

  /** Decides about texts. */
  public interface Matcher {
    boolean matches(String whole);
  }

  private Pattern compiled() {
    StringBuilder regex = new StringBuilder("(?s)");
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int end = c == '[' ? endOfSet(at) : -1;
      switch (c) {
        case '*' -> {
          // Several in a row mean no more than one, and would be slow.
          if (at == 0 || text.charAt(at - 1) != '*') {
            regex.append(".*");
          }
        }
        case '?' -> regex.append('.');
        case '[' -> regex.append(end < 0 ? "\\[" : set(at, end));
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
      at = end < 0 ? at + 1 : end + 1;
    }
    try {
      return Pattern.compile(regex.toString());
    } catch (PatternSyntaxException _) {
      // A range that is none, such as [z-a], matches nothing (fnmatch(3)).
      return Pattern.compile("(?!)");
    }
  }

  /** The place of the bracket that ends a set; one that comes first is part of it. */
  private int endOfSet(int start) {
    int first = start + 1;
    if (first < text.length() && (text.charAt(first) == '!' || text.charAt(first) == '^')) {
      first++;
    }
    return text.indexOf(']', first + 1);
  }

  private String set(int start, int end) {
    StringBuilder set = new StringBuilder("[");
    int at = start + 1;
    if (text.charAt(at) == '!' || text.charAt(at) == '^') {
      set.append('^');
      at++;
    }
    for (; at < end; at++) {
      char c = text.charAt(at);
      // All that Java gives a meaning in a set but the stroke of a range.
      if ("[]\\^&".indexOf(c) >= 0) {
        set.append('\\');
      }
      set.append(c);
    }
    return set.append(']').toString();
  }
}
