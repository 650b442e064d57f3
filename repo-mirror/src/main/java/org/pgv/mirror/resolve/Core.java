package org.pgv.mirror.resolve;

import java.util.ArrayList;
import java.util.List;

/** Reduces contradicting clauses to those that cannot be spared, so that nobody reads the rest. */
final class Core {
  private Core() {}

  static List<Clause> minimal(List<Clause> contradicting) {
    List<Clause> core = new ArrayList<>(contradicting);
    for (int i = core.size() - 1; i >= 0; i--) {
      Clause spared = core.remove(i);
      if (satisfiable(core)) {
        core.add(i, spared);
      }
    }
    return List.copyOf(core);
  }

  private static boolean satisfiable(List<Clause> clauses) {
    Engine engine = new Engine(_ -> List.of());
    for (Clause clause : clauses) {
      engine.add(new Clause(clause.origin, clause.literals));
    }
    while (true) {
      Clause conflict = engine.propagate();
      if (conflict != null && engine.trail().level() == 0) {
        return false;
      }
      if (conflict != null) {
        engine.learn(conflict);
        continue;
      }
      int open = firstOpen(clauses, engine.trail());
      if (open == 0) {
        return true;
      }
      engine.assume(-Math.abs(open));
    }
  }

  private static int firstOpen(List<Clause> clauses, Trail trail) {
    for (Clause clause : clauses) {
      for (int literal : clause.literals) {
        if (trail.value(literal) == Trail.OPEN) {
          return literal;
        }
      }
    }
    return 0;
  }
}
