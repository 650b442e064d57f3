package org.pgv.installer.host;

/** What came of holding a command open. */
public sealed interface Hold {

  /**
   * It goes on.
   *
   * @param line the first line it printed
   * @param release ends it
   */
  record Holding(String line, Runnable release) implements Hold {}

  /** It ended before it printed a line. */
  record Ended(Exit exit) implements Hold {}
}
