package org.pgv.mirror.resolve;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What recommends, suggests, supplements and enhances come to at a point of the search. They are
 * clauses as requirements are: of a recommended clause whose conditions are met one literal is
 * recommended, a supplement counts where all its clauses hold.
 */
final class Weak {
  private final List<Hints> hints = new ArrayList<>();

  private record Hints(
      List<int[]> recommends,
      List<int[]> suggests,
      List<List<int[]>> supplements,
      List<List<int[]>> enhances) {}

  Weak(Reachable reachable, NormalForm form) {
    for (int number = 1; number <= reachable.size(); number++) {
      Candidate candidate = reachable.candidate(number);
      hints.add(
          new Hints(
              clauses(form, candidate.recommends()),
              clauses(form, candidate.suggests()),
              candidate.supplements().stream().map(form::met).toList(),
              candidate.enhances().stream().map(form::met).toList()));
    }
  }

  private static List<int[]> clauses(NormalForm form, List<Requirement> all) {
    return all.stream().flatMap(requirement -> form.met(requirement).stream()).toList();
  }

  private Hints hints(int number) {
    return hints.get(number - 1);
  }

  /** What a candidate recommends, as clauses. */
  List<int[]> recommends(int number) {
    return hints(number).recommends();
  }

  /** Everything that something installed recommends. */
  BitSet recommended(Trail trail) {
    BitSet all = new BitSet();
    for (int number : trail.installed()) {
      hints(number).recommends().forEach(clause -> addHelp(clause, trail, all));
    }
    return all;
  }

  /** Everything that something installed suggests. */
  BitSet suggested(Trail trail) {
    BitSet all = new BitSet();
    for (int number : trail.installed()) {
      hints(number).suggests().forEach(clause -> addHelp(clause, trail, all));
    }
    return all;
  }

  private static void addHelp(int[] clause, Trail trail, BitSet to) {
    if (conditionMet(clause, trail)) {
      for (int number : Literals.positive(clause)) {
        to.set(number);
      }
    }
  }

  /** Whether all that a clause wants not to be installed is. */
  static boolean conditionMet(int[] clause, Trail trail) {
    for (int literal : clause) {
      if (literal < 0 && trail.value(literal) != Trail.FALSE) {
        return false;
      }
    }
    return true;
  }

  boolean supplements(int number, Trail trail) {
    return anyHolds(hints(number).supplements(), trail);
  }

  boolean enhances(int number, Trail trail) {
    return anyHolds(hints(number).enhances(), trail);
  }

  /** What is not decided counts as not installed. */
  private static boolean anyHolds(List<List<int[]>> conditions, Trail trail) {
    for (List<int[]> condition : conditions) {
      boolean all = true;
      for (int[] clause : condition) {
        all &= holds(clause, trail);
      }
      if (all) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(int[] clause, Trail trail) {
    for (int literal : clause) {
      byte value = trail.value(literal);
      if (value == Trail.TRUE || (literal < 0 && value == Trail.OPEN)) {
        return true;
      }
    }
    return false;
  }
}
