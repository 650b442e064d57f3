package org.pgv.manifests.problem;

import java.util.regex.Pattern;

/**
 * One thing that is wrong.
 *
 * @param where the file and line, host and component, or URL it was found at
 * @param what what is wrong, in small letters and without a full stop
 * @param hint what to do about it; empty where there is nothing to add
 */
public record Problem(String where, String what, String hint) {

  /**
   * What a program on a host said may be anything, such as what a wrong passphrase makes of text.
   */
  private static final Pattern UNSEEN =
      Pattern.compile("(?:[\\p{Cntrl}&&[^\\t\\n]]|[\\u0080-\\u009f\\ufffd])+");

  public Problem {
    where = UNSEEN.matcher(where).replaceAll("?");
    what = UNSEEN.matcher(what).replaceAll("?");
    hint = UNSEEN.matcher(hint).replaceAll("?");
  }

  public Problem(String where, String what) {
    this(where, what, "");
  }

  @Override
  public String toString() {
    return where + ": " + what + (hint.isEmpty() ? "" : " (" + hint + ")");
  }
}
