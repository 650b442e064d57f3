package org.pgv.installer.check;

/** What a finding means for what comes next. */
public enum Severity {
  /** Nothing is changed on any host until it is mended or waived. */
  ERROR,
  /** Worth knowing; it stops nothing. */
  WARNING
}
