package org.pgv.installer.trace;

/**
 * As whom somebody came, and what came of it.
 *
 * @param outcome {@link #IN}, or in words why not
 */
record Login(String role, String database, String outcome) {
  /** The outcome of one that was let in. */
  static final String IN = "in";

  /** Of a connection that a router passed on, and of which no server logged a role. */
  static final Login NONE = new Login("-", "-", "nobody logged in");
}
