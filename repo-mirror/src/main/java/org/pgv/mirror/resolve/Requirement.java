package org.pgv.mirror.resolve;

import java.util.List;
import java.util.stream.Collectors;

/** Something a package needs, recommends or excludes. */
public sealed interface Requirement {

  /** The relations of which one may help; of plain alternatives any one is enough. */
  List<Relation> alternatives();

  static Requirement of(Relation only) {
    return new AnyOf(List.of(only));
  }

  /** One of several relations, the preferred one first. */
  record AnyOf(List<Relation> alternatives) implements Requirement {
    public AnyOf {
      alternatives = List.copyOf(alternatives);
    }

    @Override
    public String toString() {
      return alternatives.stream().map(Relation::toString).collect(Collectors.joining(" | "));
    }
  }

  /** A condition on what else is installed. */
  record Rich(Formula formula) implements Requirement {
    @Override
    public List<Relation> alternatives() {
      return formula.helpful();
    }

    @Override
    public String toString() {
      return formula.toString();
    }
  }
}
