package org.pgv.mirror.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who offers what, under a request: what it excludes or pins away is not there. */
final class Offers {
  private final RpmFamily universe;
  private final Request request;
  private final Map<Relation, List<Candidate>> known = new HashMap<>();

  Offers(RpmFamily universe, Request request) {
    this.universe = universe;
    this.request = request;
  }

  RpmFamily universe() {
    return universe;
  }

  boolean outside(Relation relation) {
    return universe.offeredOutside(relation);
  }

  /** Every candidate that satisfies the relation, in order. */
  List<Candidate> of(Relation relation) {
    List<Candidate> found = known.get(relation);
    if (found == null) {
      found = allowed(universe.offering(relation));
      known.put(relation, found);
    }
    return found;
  }

  /** The candidates that can make a requirement true by being installed. */
  Set<Candidate> helpful(Requirement requirement) {
    Set<Candidate> all = new LinkedHashSet<>();
    switch (requirement) {
      case Requirement.AnyOf(List<Relation> alternatives) ->
          alternatives.forEach(relation -> all.addAll(of(relation)));
      case Requirement.Rich(Formula formula) -> collect(formula, true, all);
    }
    return all;
  }

  /** The candidates that can make a requirement false by being installed. */
  Set<Candidate> harmful(Requirement requirement) {
    Set<Candidate> all = new LinkedHashSet<>();
    if (requirement instanceof Requirement.Rich(Formula formula)) {
      collect(formula, false, all);
    }
    return all;
  }

  private void collect(Formula formula, boolean wanted, Set<Candidate> to) {
    switch (formula) {
      case Formula.And(Formula left, Formula right) -> {
        collect(left, wanted, to);
        collect(right, wanted, to);
      }
      case Formula.Or(Formula left, Formula right) -> {
        collect(left, wanted, to);
        collect(right, wanted, to);
      }
      case Formula.If(Formula then, Formula condition, Optional<Formula> otherwise) -> {
        collect(then, wanted, to);
        collect(condition, !wanted, to);
        otherwise.ifPresent(formulaElse -> collect(formulaElse, wanted, to));
        otherwise.ifPresent(_ -> collect(condition, wanted, to));
      }
      case Formula.Unless(Formula then, Formula condition, Optional<Formula> otherwise) -> {
        collect(then, wanted, to);
        collect(condition, !wanted, to);
        otherwise.ifPresent(formulaElse -> collect(formulaElse, wanted, to));
        otherwise.ifPresent(_ -> collect(condition, wanted, to));
      }
      case Formula.One _, Formula.With _, Formula.Without _ -> {
        if (wanted) {
          to.addAll(of(formula));
        }
      }
    }
  }

  /** The candidates of which each alone makes the formula true. */
  Collection<Candidate> of(Formula formula) {
    return switch (formula) {
      case Formula.One(Relation relation) -> of(relation);
      case Formula.With(Formula left, Formula right) -> common(left, right, true);
      case Formula.And(Formula left, Formula right) -> common(left, right, true);
      case Formula.Without(Formula left, Formula right) -> common(left, right, false);
      case Formula.Or(Formula left, Formula right) -> {
        Set<Candidate> either = new LinkedHashSet<>(of(left));
        either.addAll(of(right));
        yield either;
      }
      case Formula.If(Formula then, Formula _, var _) -> of(then);
      case Formula.Unless(Formula then, Formula condition, var _) -> common(then, condition, false);
    };
  }

  private Collection<Candidate> common(Formula left, Formula right, boolean wanted) {
    Set<Candidate> others = new HashSet<>(of(right));
    return of(left).stream().filter(c -> others.contains(c) == wanted).toList();
  }

  List<Candidate> obsoleted(Relation obsolete) {
    return allowed(universe.matching(obsolete));
  }

  List<Candidate> named(String name) {
    return allowed(universe.named(name));
  }

  List<Candidate> supplementing() {
    return allowed(universe.supplementing());
  }

  List<Candidate> meant(Wanted wanted) {
    return allowed(universe.meant(wanted.relation()));
  }

  private List<Candidate> allowed(List<Candidate> all) {
    boolean every = true;
    for (Candidate candidate : all) {
      every &= request.allows(candidate);
    }
    return every ? all : all.stream().filter(request::allows).toList();
  }

  /** Why nothing satisfies a relation. */
  String absence(Relation relation) {
    List<String> offers = new ArrayList<>();
    for (Candidate by : universe.offering(Relation.any(relation.name()))) {
      universe.provides(by).stream()
          .filter(offer -> offer.name().equals(relation.name()))
          .forEach(offer -> offers.add(by.name() + " as " + offer));
    }
    return Absence.of(relation, universe, request, universe.named(relation.name()), offers);
  }
}
