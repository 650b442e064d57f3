package org.pgv.mirror.resolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings requirements into clauses over numbered candidates, each a sorted array of literals: all
 * of the clauses must hold, and each of them does where one of its literals is true. No clause at
 * all always holds; an empty one never does.
 */
final class NormalForm {
  private static final List<int[]> ALWAYS = List.of();
  private static final List<int[]> NEVER = List.of(Literals.NONE);

  private final Offers offers;
  private final Reachable reachable;
  private final Map<Relation, int[]> known = new HashMap<>();

  NormalForm(Offers offers, Reachable reachable) {
    this.offers = offers;
    this.reachable = reachable;
  }

  /** The clauses that say that the requirement is met. */
  List<int[]> met(Requirement requirement) {
    return switch (requirement) {
      case Requirement.AnyOf(List<Relation> alternatives) -> anyOf(alternatives);
      case Requirement.Rich(Formula formula) -> holds(formula);
    };
  }

  /** The clauses that say that it is not. */
  List<int[]> unmet(Requirement requirement) {
    return switch (requirement) {
      case Requirement.AnyOf(List<Relation> alternatives) ->
          alternatives.stream().flatMap(r -> fails(new Formula.One(r)).stream()).toList();
      case Requirement.Rich(Formula formula) -> fails(formula);
    };
  }

  private List<int[]> anyOf(List<Relation> alternatives) {
    int[] literals = Literals.NONE;
    for (Relation relation : alternatives) {
      if (offers.outside(relation)) {
        return ALWAYS;
      }
      literals =
          literals.length == 0 ? offering(relation) : Literals.union(literals, offering(relation));
    }
    return List.of(literals);
  }

  private int[] offering(Relation relation) {
    int[] found = known.get(relation);
    if (found == null) {
      found = offering(new Formula.One(relation));
      known.put(relation, found);
    }
    return found;
  }

  private int[] offering(Formula formula) {
    return offers.of(formula).stream()
        .mapToInt(reachable::number)
        .filter(number -> number != 0)
        .sorted()
        .toArray();
  }

  private List<int[]> holds(Formula formula) {
    return switch (formula) {
      case Formula.And(Formula left, Formula right) -> both(holds(left), holds(right));
      case Formula.Or(Formula left, Formula right) -> either(holds(left), holds(right));
      case Formula.If(Formula then, Formula condition, Optional<Formula> otherwise) -> {
        List<int[]> first = either(holds(then), fails(condition));
        yield otherwise
            .map(formulaElse -> both(first, either(holds(condition), holds(formulaElse))))
            .orElse(first);
      }
      case Formula.Unless(Formula then, Formula condition, Optional<Formula> otherwise) -> {
        List<int[]> first = both(holds(then), fails(condition));
        yield otherwise
            .map(formulaElse -> either(first, both(holds(condition), holds(formulaElse))))
            .orElse(first);
      }
      case Formula.One(Relation relation) -> anyOf(List.of(relation));
      case Formula.With _, Formula.Without _ -> List.of(offering(formula));
    };
  }

  private List<int[]> fails(Formula formula) {
    return switch (formula) {
      case Formula.And(Formula left, Formula right) -> either(fails(left), fails(right));
      case Formula.Or(Formula left, Formula right) -> both(fails(left), fails(right));
      case Formula.If(Formula then, Formula condition, Optional<Formula> otherwise) -> {
        List<int[]> first = both(fails(then), holds(condition));
        yield otherwise
            .map(formulaElse -> either(first, both(fails(condition), fails(formulaElse))))
            .orElse(first);
      }
      case Formula.Unless(Formula then, Formula condition, Optional<Formula> otherwise) -> {
        List<int[]> first = either(fails(then), holds(condition));
        yield otherwise
            .map(formulaElse -> both(first, either(fails(condition), fails(formulaElse))))
            .orElse(first);
      }
      case Formula.One(Relation relation) ->
          offers.outside(relation) ? NEVER : noneOf(offering(relation));
      case Formula.With _, Formula.Without _ -> noneOf(offering(formula));
    };
  }

  private static List<int[]> noneOf(int[] numbers) {
    return Arrays.stream(numbers).mapToObj(number -> new int[] {-number}).toList();
  }

  private static List<int[]> both(List<int[]> left, List<int[]> right) {
    List<int[]> all = new ArrayList<>(left);
    all.addAll(right);
    return all;
  }

  /** Distributes; what always holds is left out. */
  private static List<int[]> either(List<int[]> left, List<int[]> right) {
    List<int[]> all = new ArrayList<>();
    for (int[] one : left) {
      for (int[] other : right) {
        int[] joined = Literals.union(one, other);
        if (!Literals.tautology(joined)) {
          all.add(joined);
        }
      }
    }
    return all;
  }
}
