package org.pgv.mirror.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who brought what in without requiring it, in an answer. */
final class WeakNeeds {
  private final Map<Integer, List<Need>> needs = new HashMap<>();

  WeakNeeds(List<Integer> installed, Reachable reachable, Offers offers, Request request) {
    Set<Integer> there = new HashSet<>(installed);
    for (int number : installed) {
      Candidate candidate = reachable.candidate(number);
      if (request.recommends().of(candidate)) {
        for (Requirement requirement : candidate.recommends()) {
          add(number, new Need(requirement, numbers(requirement, reachable, offers)));
        }
      }
      for (Requirement requirement : candidate.supplements()) {
        Need back = new Need(Requirement.of(Relation.any(candidate.name())), List.of(number));
        numbers(requirement, reachable, offers).stream()
            .filter(there::contains)
            .forEach(by -> add(by, back));
      }
    }
  }

  private static List<Integer> numbers(
      Requirement requirement, Reachable reachable, Offers offers) {
    return offers.helpful(requirement).stream()
        .map(reachable::number)
        .filter(number -> number != 0)
        .toList();
  }

  private void add(int number, Need need) {
    needs.computeIfAbsent(number, _ -> new ArrayList<>()).add(need);
  }

  List<Need> of(int number) {
    return needs.getOrDefault(number, List.of());
  }
}
