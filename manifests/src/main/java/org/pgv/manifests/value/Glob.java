package org.pgv.manifests.value;

/** A text in which a star stands for anything, such as {@code 17.*}. */
public record Glob(String text) {

  /** Whether all of a text is meant. */
  public boolean matches(String whole) {
    int at = 0;
    int read = 0;
    int star = -1;
    int resumed = 0;
    while (read < whole.length()) {
      if (at < text.length() && text.charAt(at) == '*') {
        star = at++;
        resumed = read;
      } else if (at < text.length() && text.charAt(at) == whole.charAt(read)) {
        at++;
        read++;
      } else if (star >= 0) {
        at = star + 1;
        read = ++resumed;
      } else {
        return false;
      }
    }
    return text.substring(at).chars().allMatch(rest -> rest == '*');
  }
}
