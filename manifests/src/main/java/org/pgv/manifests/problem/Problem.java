package org.pgv.manifests.problem;

/**
 * One thing that is wrong.
 *
 * @param where the file and line, host and component, or URL it was found at
 * @param what what is wrong, in small letters and without a full stop
 * @param hint what to do about it; empty where there is nothing to add
 */
public record Problem(String where, String what, String hint) {

  public Problem(String where, String what) {
    this(where, what, "");
  }

  @Override
  public String toString() {
    return where + ": " + what + (hint.isEmpty() ? "" : " (" + hint + ")");
  }
}
