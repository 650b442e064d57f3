package org.pgv.mirror.resolve;

import java.util.List;

/**
 * Whether what packages merely recommend is installed with them.
 *
 * @param exceptions the packages that are treated the other way round
 */
public record Recommends(boolean follow, List<String> exceptions) {
  public static final Recommends NONE = new Recommends(false, List.of());
  public static final Recommends ALL = new Recommends(true, List.of());

  public Recommends {
    exceptions = List.copyOf(exceptions);
  }

  boolean any() {
    return follow || !exceptions.isEmpty();
  }

  boolean of(Candidate candidate) {
    return follow != exceptions.contains(candidate.name());
  }
}
