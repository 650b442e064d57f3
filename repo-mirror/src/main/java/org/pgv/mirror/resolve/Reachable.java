package org.pgv.mirror.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The candidates that a request may come to, by whatever they need and, where that is followed,
 * recommend or are supplemented by, numbered from 1 in the universe's order. The rest of the
 * universe stays unread.
 */
final class Reachable {
  private final Offers offers;
  private final boolean weak;
  private final Set<Candidate> seen = new HashSet<>();
  private final Deque<Candidate> open = new ArrayDeque<>();
  private final List<Candidate> ordered;
  private final Map<Candidate, Integer> numbers;

  Reachable(Offers offers, Request request) {
    this.offers = offers;
    this.weak = request.recommends().any();
    for (Wanted wanted : request.wanted()) {
      offers.meant(wanted).forEach(this::reach);
    }
    spread();
    if (weak) {
      supplement();
    }
    this.ordered = new ArrayList<>(seen);
    ordered.sort(offers.universe().order());
    this.numbers = HashMap.newHashMap(ordered.size());
    ordered.forEach(candidate -> numbers.put(candidate, numbers.size() + 1));
  }

  int size() {
    return ordered.size();
  }

  Candidate candidate(int number) {
    return ordered.get(number - 1);
  }

  /** The candidate's number; 0 where nothing that is asked for can ever lead to it. */
  int number(Candidate candidate) {
    return numbers.getOrDefault(candidate, 0);
  }

  private void reach(Candidate candidate) {
    if (seen.add(candidate)) {
      open.add(candidate);
    }
  }

  private void spread() {
    while (!open.isEmpty()) {
      Candidate candidate = open.remove();
      follow(candidate.requires());
      candidate.conflicts().forEach(excluded -> offers.harmful(excluded).forEach(this::reach));
      if (weak) {
        follow(candidate.recommends());
        follow(candidate.suggests());
      }
      reachBetterArchitectures(candidate);
    }
  }

  /** A package of a lesser architecture comes beside its like of the best. */
  private void reachBetterArchitectures(Candidate candidate) {
    int rank = offers.universe().architectureRank(candidate);
    if (rank < 2) {
      return;
    }
    for (Candidate twin : offers.named(candidate.name())) {
      int other = offers.universe().architectureRank(twin);
      if (other > 0 && other < rank && twin.version().equals(candidate.version())) {
        reach(twin);
      }
    }
  }

  private void follow(List<Requirement> requirements) {
    for (Requirement requirement : requirements) {
      offers.helpful(requirement).forEach(this::reach);
    }
  }

  /** Until nothing is added: what supplements something that is reached is reached itself. */
  private void supplement() {
    List<Candidate> waiting = offers.supplementing();
    int before = -1;
    while (before != seen.size()) {
      before = seen.size();
      waiting = waiting.stream().filter(candidate -> !supplements(candidate)).toList();
      spread();
    }
  }

  private boolean supplements(Candidate candidate) {
    boolean possible =
        candidate.supplements().stream().anyMatch(this::possible)
            || candidate.enhances().stream().anyMatch(this::possible);
    if (possible) {
      reach(candidate);
    }
    return possible || seen.contains(candidate);
  }

  private boolean possible(Requirement requirement) {
    return offers.helpful(requirement).stream().anyMatch(seen::contains);
  }
}
