package org.pgv.installer.cli;

import org.pgv.installer.component.pgbackrest.Target;

/** Reads points in time from a command line. */
final class Targets {
  private Targets() {}

  static Target parse(String text) {
    return Given.parse("--to", text, Target::parse);
  }
}
