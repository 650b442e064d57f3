package org.pgv.mirror.resolve;

import java.util.regex.Pattern;

/**
 * Restricts a name to some versions.
 *
 * @param pattern a version, in which a star stands for anything, such as {@code 17.*}
 */
public record Pin(String name, String pattern) {
  boolean allows(Candidate candidate) {
    return !candidate.name().equals(name) || glob().matcher(candidate.version()).matches();
  }

  private Pattern glob() {
    return Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
  }
}
