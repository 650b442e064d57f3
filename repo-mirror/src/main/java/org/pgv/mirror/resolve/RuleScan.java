package org.pgv.mirror.resolve;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks for clauses that nothing satisfies yet and that leave a choice, round and round in their
 * order. Those that stay a choice after everything a candidate says of itself are put off until
 * there is nothing else, for other decisions may settle them.
 */
final class RuleScan {
  private final List<Clause> rules;
  private final Preference preference;
  private int next;
  private int looked;
  private int putOff = NONE;
  private boolean deciding;

  private static final int NONE = -1;

  RuleScan(List<Clause> rules, Preference preference) {
    this.rules = rules;
    this.preference = preference;
  }

  /** Begins anew from the first clause. */
  void restart() {
    next = 0;
    looked = 0;
    putOff = NONE;
    deciding = false;
  }

  /** What to choose from, the one to take first; nothing where no clause leaves a choice. */
  List<Integer> choices(Trail trail) {
    while (true) {
      if (looked >= rules.size()) {
        if (putOff == NONE || deciding) {
          return List.of();
        }
        next = putOff;
        deciding = true;
        looked = 0;
      }
      int at = next;
      next = (at + 1) % rules.size();
      looked++;
      List<Integer> open = open(rules.get(at), trail);
      if (open.isEmpty()) {
        continue;
      }
      if (!deciding && preference.prune(open, trail).size() > 1) {
        putOff = putOff == NONE ? at : putOff;
        continue;
      }
      looked = 0;
      return preference.choose(open, trail);
    }
  }

  /** The candidates that could satisfy a clause; none where something does already. */
  static List<Integer> open(Clause clause, Trail trail) {
    List<Integer> open = new ArrayList<>();
    for (int literal : clause.literals) {
      byte value = trail.value(literal);
      if (value == Trail.TRUE || (literal < 0 && value == Trail.OPEN)) {
        return List.of();
      }
      if (value == Trail.OPEN) {
        open.add(literal);
      }
    }
    open.sort(null);
    return open;
  }
}
