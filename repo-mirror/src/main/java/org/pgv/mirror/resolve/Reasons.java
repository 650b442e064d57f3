package org.pgv.mirror.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says of every package of an answer who asks for it and why it is there. */
final class Reasons {
  private final Approach approach;
  private final Request request;
  private final Set<Integer> taken;
  private final Map<Integer, Step> shortest = new LinkedHashMap<>();

  /** How a package was first reached: from another, or from the request where there is none. */
  private record Step(@Nullable Integer from, String text) {}

  Reasons(Approach approach, Request request, List<Integer> taken) {
    this.approach = approach;
    this.request = request;
    this.taken = new LinkedHashSet<>(taken);
  }

  List<Chosen> chosen() {
    Map<Candidate, Integer> numbers = new HashMap<>();
    taken.forEach(number -> numbers.put(approach.candidate(number), number));
    Map<String, Set<Integer>> named = new LinkedHashMap<>();
    Deque<Integer> open = new ArrayDeque<>();
    for (Wanted wanted : request.wanted()) {
      for (Candidate candidate : approach.meant(wanted)) {
        Integer number = numbers.get(candidate);
        if (number != null) {
          named.computeIfAbsent(wanted.role(), _ -> new LinkedHashSet<>()).add(number);
          reach(number, new Step(null, "role " + wanted.role()), open);
        }
      }
    }
    spread(open);
    Map<String, Set<Integer>> needed = new LinkedHashMap<>();
    named.forEach((role, asked) -> needed.put(role, reachable(asked)));
    return taken.stream()
        .map(n -> new Chosen(approach.candidate(n), roles(named, n), roles(needed, n), chain(n)))
        .toList();
  }

  /** Goes outward from what is asked for, so that the first way to a package is a shortest one. */
  private void spread(Deque<Integer> open) {
    while (!open.isEmpty()) {
      int number = open.remove();
      for (Need need : approach.needs(number)) {
        for (int choice : need.choices()) {
          if (taken.contains(choice)) {
            reach(choice, new Step(number, text(choice, need.requirement())), open);
          }
        }
      }
    }
  }

  private void reach(int number, Step step, Deque<Integer> open) {
    if (shortest.putIfAbsent(number, step) == null) {
      open.add(number);
    }
  }

  /** The relation by which a requirement names the package, or both where it is a provider. */
  private String text(int number, Requirement requirement) {
    String name = approach.candidate(number).name();
    return requirement.alternatives().stream()
        .filter(relation -> relation.name().equals(name))
        .map(Relation::toString)
        .findFirst()
        .orElse(name + " as " + requirement);
  }

  private Set<Integer> reachable(Set<Integer> from) {
    Set<Integer> reached = new HashSet<>(from);
    Deque<Integer> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      for (Need need : approach.needs(open.remove())) {
        for (int choice : need.choices()) {
          if (taken.contains(choice) && reached.add(choice)) {
            open.add(choice);
          }
        }
      }
    }
    return reached;
  }

  private static List<String> roles(Map<String, Set<Integer>> byRole, int number) {
    return byRole.entrySet().stream()
        .filter(entry -> entry.getValue().contains(number))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private List<String> chain(int number) {
    List<String> chain = new ArrayList<>();
    Integer at = number;
    while (at != null) {
      Step step = shortest.get(at);
      if (step == null) {
        throw new IllegalStateException("nothing needs " + approach.candidate(at));
      }
      if (step.from() == null) {
        chain.add(approach.candidate(at).name());
      }
      chain.add(step.text());
      at = step.from();
    }
    return chain.reversed();
  }
}
