package org.pgv.manifests.value;

import java.util.regex.Pattern;

/** A text in which a star stands for anything, such as {@code 17.*}. */
public record Glob(String text) {

  /** Whether all of a text is meant. */
  public boolean matches(String whole) {
    return Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q")).matcher(whole).matches();
  }
}
