package org.pgv.manifests.problem;

/** How a command ended, as scripts see it. The numbers are an interface and are never reused. */
public enum ExitCode {
  DONE(0, "done"),
  FAILED(1, "failed"),
  USAGE(2, "wrong usage, or an input file that cannot be used"),
  NOT_TRUSTED(3, "not trusted, or tampered with"),
  EXPIRED(4, "expired"),
  DOWNGRADE(5, "downgrade refused"),
  BASE_MISSING(6, "the bundle this delta builds on is missing"),
  PREFLIGHT(7, "a host does not fit"),
  DRIFT(8, "drift found"),
  LOCKED(9, "another run holds the lock"),
  SKIPPED(10, "some items were skipped"),
  INTERRUPTED(130, "interrupted");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  public int number() {
    return number;
  }

  /** What the code means, in the words of the reference. */
  public String meaning() {
    return meaning;
  }
}
