package org.pgv.mirror.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;

/**
 * One round of installing what is recommended and what supplements, once everything that is
 * required is there. It ends when all of it has been decided; what it brought may begin another.
 */
final class WeakRound {
  private final Reachable reachable;
  private final Weak weak;
  private final Preference preference;
  private final Request request;
  private final Deque<Integer> supplements = new ArrayDeque<>();
  private final Deque<int[]> recommends = new ArrayDeque<>();
  private final Set<Integer> best = new HashSet<>();

  WeakRound(Reachable reachable, Weak weak, Preference preference, Request request, Trail trail) {
    this.reachable = reachable;
    this.weak = weak;
    this.preference = preference;
    this.request = request;
    SequencedSet<Integer> all = new LinkedHashSet<>(recommended(trail));
    List<Integer> supplementing = supplementing(trail);
    all.addAll(supplementing);
    best.addAll(preference.best(List.copyOf(all)));
    supplementing.removeIf(number -> !best.contains(number));
    supplements.addAll(preference.ordered(supplementing, trail));
    for (int number : trail.installed()) {
      if (follows(number)) {
        recommends.addAll(weak.recommends(number));
      }
    }
  }

  /** What to choose from, the one to take first; nothing where the round is over. */
  List<Integer> choices(Trail trail) {
    while (!supplements.isEmpty()) {
      int number = supplements.remove();
      if (trail.value(number) == Trail.OPEN) {
        return List.of(number);
      }
    }
    while (!recommends.isEmpty()) {
      List<Integer> open = open(recommends.remove(), trail);
      open.removeIf(number -> !best.contains(number));
      if (!open.isEmpty()) {
        return preference.choose(open, trail);
      }
    }
    return List.of();
  }

  private boolean follows(int number) {
    return request.recommends().of(reachable.candidate(number));
  }

  private List<Integer> recommended(Trail trail) {
    List<Integer> all = new ArrayList<>();
    for (int number = 1; number <= reachable.size(); number++) {
      if (trail.value(number) == Trail.TRUE && follows(number)) {
        weak.recommends(number).forEach(clause -> all.addAll(open(clause, trail)));
      }
    }
    return all;
  }

  /** What could satisfy a recommendation that nothing satisfies yet. */
  private static List<Integer> open(int[] clause, Trail trail) {
    List<Integer> open = new ArrayList<>();
    if (!Weak.conditionMet(clause, trail) || Literals.anyTrue(clause, trail)) {
      return open;
    }
    for (int literal : clause) {
      if (literal > 0 && trail.value(literal) == Trail.OPEN) {
        open.add(literal);
      }
    }
    return open;
  }

  /** What supplements something installed, and is not there in another architecture already. */
  private List<Integer> supplementing(Trail trail) {
    List<Integer> all = new ArrayList<>();
    Set<String> installed = new HashSet<>();
    for (int number : trail.installed()) {
      installed.add(reachable.candidate(number).name());
    }
    for (int number = 1; number <= reachable.size(); number++) {
      Candidate candidate = reachable.candidate(number);
      if (trail.value(number) == Trail.OPEN
          && request.recommends().follow()
          && weak.supplements(number, trail)
          && !installed.contains(candidate.name())) {
        all.add(number);
      }
    }
    return all;
  }
}
