package org.pgv.mirror.resolve;

import java.util.List;
import java.util.stream.Collectors;

/** Something a package needs: one of several relations, the preferred one first. */
public record Requirement(List<Relation> alternatives) {
  public Requirement {
    alternatives = List.copyOf(alternatives);
  }

  @Override
  public String toString() {
    return alternatives.stream().map(Relation::toString).collect(Collectors.joining(" | "));
  }
}
