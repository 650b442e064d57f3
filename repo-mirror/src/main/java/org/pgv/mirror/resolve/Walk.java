package org.pgv.mirror.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides what to try next, in the order in which apt would: everything that is asked for is taken
 * first, then the needs of each are followed in depth, and of several alternatives the first is
 * taken that is not known to be impossible, unless one was taken before. What is taken at the end
 * is the answer; whatever an abandoned attempt brought is not in it.
 */
final class Walk {
  private final Rules rules;
  private final List<List<Integer>> demands;
  private final Set<Integer> taken = new LinkedHashSet<>();
  private final Deque<Visit> visits = new ArrayDeque<>();
  private final List<Integer> starts = new ArrayList<>();
  private int nextDemand;
  private int nextStart;

  /** A candidate whose needs are being followed, and how far. */
  private static final class Visit {
    final List<Need> needs;
    int next;

    Visit(List<Need> needs) {
      this.needs = needs;
    }
  }

  Walk(Rules rules, List<List<Integer>> demands) {
    this.rules = rules;
    this.demands = demands;
  }

  /** The number of the candidate to try; 0 once everything is satisfied. */
  int next(Trail trail) {
    while (nextDemand < demands.size()) {
      int choice = choose(demands.get(nextDemand), trail);
      if (choice != 0 && trail.value(choice) == Trail.OPEN) {
        return choice;
      }
      nextDemand++;
      if (choice != 0) {
        taken.add(choice);
        starts.add(choice);
      }
    }
    return follow(trail);
  }

  private int follow(Trail trail) {
    while (!visits.isEmpty() || nextStart < starts.size()) {
      if (visits.isEmpty()) {
        visits.push(new Visit(rules.needs(starts.get(nextStart++))));
      }
      Visit visit = visits.peek();
      if (visit.next == visit.needs.size()) {
        visits.pop();
        continue;
      }
      int choice = choose(visit.needs.get(visit.next).choices(), trail);
      if (choice != 0 && trail.value(choice) == Trail.OPEN) {
        return choice;
      }
      visit.next++;
      if (choice != 0) {
        taken.add(choice);
        visits.push(new Visit(rules.needs(choice)));
      }
    }
    return 0;
  }

  /** The first choice that is not impossible; 0 where none is, or where one is taken already. */
  private int choose(List<Integer> choices, Trail trail) {
    for (int choice : choices) {
      if (taken.contains(choice)) {
        return 0;
      }
    }
    for (int choice : choices) {
      if (trail.value(choice) != Trail.FALSE) {
        return choice;
      }
    }
    return 0;
  }

  /** What was taken, in that order. */
  List<Integer> taken() {
    return List.copyOf(taken);
  }
}
