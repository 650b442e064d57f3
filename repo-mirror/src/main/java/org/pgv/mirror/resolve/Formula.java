package org.pgv.mirror.resolve;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A condition on what is installed, as RPM's boolean dependencies state it. */
public sealed interface Formula {

  /** The relations that may make it true by something being installed. */
  default List<Relation> helpful() {
    return switch (this) {
      case One(Relation relation) -> List.of(relation);
      case And(Formula left, Formula right) -> both(left, right);
      case Or(Formula left, Formula right) -> both(left, right);
      case With(Formula left, Formula _) -> left.helpful();
      case Without(Formula left, Formula _) -> left.helpful();
      case If(Formula then, Formula _, Optional<Formula> otherwise) -> withElse(then, otherwise);
      case Unless(Formula then, Formula _, Optional<Formula> otherwise) ->
          withElse(then, otherwise);
    };
  }

  private static List<Relation> withElse(Formula then, Optional<Formula> otherwise) {
    return otherwise.map(formula -> both(then, formula)).orElseGet(then::helpful);
  }

  private static List<Relation> both(Formula left, Formula right) {
    return Stream.concat(left.helpful().stream(), right.helpful().stream()).toList();
  }

  /** Something is installed that satisfies the relation. */
  record One(Relation relation) implements Formula {
    @Override
    public String toString() {
      return relation.toString();
    }
  }

  record And(Formula left, Formula right) implements Formula {
    @Override
    public String toString() {
      return "(" + left + " and " + right + ")";
    }
  }

  record Or(Formula left, Formula right) implements Formula {
    @Override
    public String toString() {
      return "(" + left + " or " + right + ")";
    }
  }

  /** Where the condition holds the first; where it does not, the last, or nothing. */
  record If(Formula then, Formula condition, Optional<Formula> otherwise) implements Formula {
    @Override
    public String toString() {
      return "(" + then + " if " + condition + otherwise.map(o -> " else " + o).orElse("") + ")";
    }
  }

  /** The first, and the condition does not hold; or the condition and the last, if there is one. */
  record Unless(Formula then, Formula condition, Optional<Formula> otherwise) implements Formula {
    @Override
    public String toString() {
      return "("
          + then
          + " unless "
          + condition
          + otherwise.map(o -> " else " + o).orElse("")
          + ")";
    }
  }

  /** One package satisfies both. */
  record With(Formula left, Formula right) implements Formula {
    @Override
    public String toString() {
      return "(" + left + " with " + right + ")";
    }
  }

  /** One package satisfies the first and not the second. */
  record Without(Formula left, Formula right) implements Formula {
    @Override
    public String toString() {
      return "(" + left + " without " + right + ")";
    }
  }
}
