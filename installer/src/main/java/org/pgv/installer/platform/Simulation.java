package org.pgv.installer.platform;

import java.util.List;

/**
 * What a host's own package manager says it would do.
 *
 * @param done whether it would get to the end
 * @param reasons its own words on why it would not
 */
public record Simulation(boolean done, Changes changes, List<String> reasons) {

  /**
   * Packages by what would happen to them.
   *
   * @param replaced those that ours take the place of
   */
  public record Changes(
      List<String> upgraded, List<String> downgraded, List<String> removed, List<String> replaced) {
    public Changes {
      upgraded = List.copyOf(upgraded);
      downgraded = List.copyOf(downgraded);
      removed = List.copyOf(removed);
      replaced = List.copyOf(replaced);
    }

    /** Where ours take nobody's place. */
    public Changes(List<String> upgraded, List<String> downgraded, List<String> removed) {
      this(upgraded, downgraded, removed, List.of());
    }
  }

  public Simulation {
    reasons = List.copyOf(reasons);
  }
}
