package org.pgv.installer.backup;

import java.util.List;

/**
 * What {@code pgbackrest verify} found.
 *
 * @param lines its own words
 */
public record Verdict(boolean good, List<String> lines) {
  public Verdict {
    lines = List.copyOf(lines);
  }

  static Verdict read(String said) {
    List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
    boolean good = lines.stream().anyMatch(line -> line.strip().equals("status: ok"));
    return new Verdict(good, lines);
  }

  /** Whether it came to an end, whatever that was. */
  boolean isKnown() {
    return lines.stream().anyMatch(line -> line.strip().startsWith("status: "));
  }
}
