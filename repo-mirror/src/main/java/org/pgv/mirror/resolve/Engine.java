package org.pgv.mirror.resolve;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Conflict-driven clause learning: draws every conclusion from what is assumed, and when
 * assumptions contradict each other learns the clause that says so and goes back to where it
 * matters (Marques Silva and Sakallah, "GRASP", 1996; watched literals after Moskewicz and others,
 * "Chaff", 2001). Clauses arrive as candidates come to be installed. Which assumption comes next is
 * not its business.
 */
final class Engine {
  private final IntFunction<List<Clause>> consequences;
  private final Trail trail = new Trail();
  private final Watches watches = new Watches();
  private final BitSet expanded = new BitSet();
  private int head;
  private @Nullable Clause contradiction;

  /**
   * @param consequences the clauses that matter once a candidate is installed
   */
  Engine(IntFunction<List<Clause>> consequences) {
    this.consequences = consequences;
  }

  Trail trail() {
    return trail;
  }

  void assume(int literal) {
    trail.deepen();
    trail.settle(literal, null);
  }

  /** Takes in a clause; what it forces is settled, and a contradiction is kept for later. */
  void add(Clause clause) {
    int[] literals = clause.literals;
    promote(clause, 0);
    promote(clause, 1);
    if (literals.length > 1) {
      watches.add(literals[0], clause);
      watches.add(literals[1], clause);
    }
    boolean allFalse = literals.length == 0 || trail.value(literals[0]) == Trail.FALSE;
    if (allFalse) {
      contradiction = contradiction == null ? clause : contradiction;
    } else if (trail.value(literals[0]) == Trail.OPEN
        && (literals.length == 1 || trail.value(literals[1]) == Trail.FALSE)) {
      trail.settle(literals[0], clause);
    }
  }

  /** Moves the literal that stays unrefuted longest to a place. */
  private void promote(Clause clause, int place) {
    int[] literals = clause.literals;
    for (int i = place + 1; i < literals.length; i++) {
      if (endurance(literals[i]) > endurance(literals[place])) {
        clause.swap(i, place);
      }
    }
  }

  private int endurance(int literal) {
    return trail.value(literal) == Trail.TRUE ? Integer.MAX_VALUE : trail.levelOf(literal);
  }

  /** Draws all conclusions; returns the clause that cannot be satisfied, if there is one. */
  @Nullable Clause propagate() {
    while (contradiction == null && head < trail.size()) {
      int literal = trail.literal(head++);
      if (literal > 0 && !expanded.get(literal)) {
        expanded.set(literal);
        consequences.apply(literal).forEach(this::add);
      }
      if (contradiction == null) {
        refute(-literal);
      }
    }
    return contradiction;
  }

  /** A literal became false: clauses that watched it look for another or force their last one. */
  private void refute(int literal) {
    int kept = 0;
    for (int i = 0; i < watches.count(literal); i++) {
      Clause clause = watches.get(literal, i);
      if (contradiction != null || !moveWatch(clause, literal)) {
        watches.set(literal, kept++, clause);
        conclude(clause, literal);
      }
    }
    watches.keep(literal, kept);
  }

  private void conclude(Clause clause, int refuted) {
    if (contradiction != null) {
      return;
    }
    int other = clause.literals[0] == refuted ? clause.literals[1] : clause.literals[0];
    byte value = trail.value(other);
    if (value == Trail.FALSE) {
      contradiction = clause;
    } else if (value == Trail.OPEN) {
      trail.settle(other, clause);
    }
  }

  private boolean moveWatch(Clause clause, int refuted) {
    int[] literals = clause.literals;
    int place = literals[0] == refuted ? 0 : 1;
    if (trail.value(literals[1 - place]) == Trail.TRUE) {
      return false;
    }
    for (int i = 2; i < literals.length; i++) {
      if (trail.value(literals[i]) != Trail.FALSE) {
        clause.swap(i, place);
        watches.add(literals[place], clause);
        return true;
      }
    }
    return false;
  }

  /** Takes back all assumptions above a level. */
  void retreat(int level) {
    trail.retreat(level);
    head = trail.size();
    contradiction = null;
  }

  /** Learns from a contradiction and goes back to the level on which the lesson has an effect. */
  Clause learn(Clause conflict) {
    Clause lesson = firstUniqueImplication(conflict);
    int back = 0;
    for (int literal : lesson.literals) {
      int level = trail.levelOf(literal);
      back = level < trail.level() ? Math.max(back, level) : back;
    }
    retreat(back);
    add(lesson);
    return lesson;
  }

  /** Resolves the conflict with its reasons until one literal of the current level is left. */
  private Clause firstUniqueImplication(Clause conflict) {
    Set<Integer> lesson = new LinkedHashSet<>();
    List<Clause> from = new ArrayList<>(List.of(conflict));
    for (int literal : conflict.literals) {
      lesson.add(literal);
    }
    long open = current(lesson);
    for (int i = trail.size() - 1; open > 1; i--) {
      int literal = trail.literal(i);
      Clause reason = trail.reasonOf(literal);
      if (reason != null && lesson.remove(-literal)) {
        from.add(reason);
        open--;
        for (int other : reason.literals) {
          if (other != literal && lesson.add(other) && trail.levelOf(other) == trail.level()) {
            open++;
          }
        }
      }
    }
    int[] literals = lesson.stream().mapToInt(Integer::intValue).toArray();
    return new Clause(new Origin.Learned(List.copyOf(from)), literals);
  }

  private long current(Set<Integer> literals) {
    return literals.stream().filter(l -> trail.levelOf(l) == trail.level()).count();
  }

  /** The clauses, none of them learned, from which a contradiction without assumptions follows. */
  List<Clause> core(Clause contradiction) {
    Set<Clause> seen = new LinkedHashSet<>();
    List<Clause> open = new ArrayList<>(List.of(contradiction));
    while (!open.isEmpty()) {
      Clause clause = open.removeLast();
      if (!seen.add(clause)) {
        continue;
      }
      if (clause.origin instanceof Origin.Learned(List<Clause> from)) {
        open.addAll(from);
      }
      for (int literal : clause.literals) {
        Clause reason = trail.value(literal) == Trail.FALSE ? trail.reasonOf(literal) : null;
        if (reason != null) {
          open.add(reason);
        }
      }
    }
    return seen.stream().filter(c -> !(c.origin instanceof Origin.Learned)).toList();
  }
}
