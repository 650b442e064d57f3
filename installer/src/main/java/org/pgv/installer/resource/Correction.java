package org.pgv.installer.resource;

import java.util.List;

/**
 * What facts have shown to be other than it must be, and what mends it: decided anew from facts
 * each time, so that nothing has to be remembered on the host.
 *
 * @param script may be run any number of times
 * @param details what it does, one thing a line
 */
public record Correction(Script script, List<String> details) implements Resource {
  public Correction {
    details = List.copyOf(details);
  }

  @Override
  public String title() {
    return "correction " + script.id();
  }
}
