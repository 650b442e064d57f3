package org.pgv.mirror.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers candidates as they are met, and says in clauses what follows from installing one. Nothing
 * is said about candidates that no search has tried: the rest of the universe stays unread.
 */
final class Rules {
  private final Matching matching;
  private final Request request;
  private final Map<Candidate, Integer> numbers = new HashMap<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final Map<Integer, Consequences> known = new HashMap<>();

  /** What follows from installing a candidate. */
  record Consequences(List<Need> needs, List<Clause> clauses) {}

  Rules(Matching matching, Request request) {
    this.matching = matching;
    this.request = request;
  }

  Candidate candidate(int number) {
    return candidates.get(number - 1);
  }

  int number(Candidate candidate) {
    Integer known = numbers.get(candidate);
    if (known != null) {
      return known;
    }
    candidates.add(candidate);
    numbers.put(candidate, candidates.size());
    return candidates.size();
  }

  private List<Integer> choices(List<Relation> alternatives) {
    return matching.choices(alternatives).stream().map(this::number).toList();
  }

  Clause demand(Wanted wanted) {
    List<Integer> choices = matching.choices(wanted).stream().map(this::number).toList();
    return new Clause(new Origin.Demand(wanted), literals(choices));
  }

  /** The clauses to respect once the candidate is installed. */
  List<Clause> clauses(int number) {
    return consequences(number).clauses();
  }

  /** What the candidate needs, in the order it should be looked at. */
  List<Need> needs(int number) {
    return consequences(number).needs();
  }

  private Consequences consequences(int number) {
    Consequences found = known.get(number);
    if (found == null) {
      found = expand(number, candidate(number));
      known.put(number, found);
    }
    return found;
  }

  private Consequences expand(int number, Candidate candidate) {
    List<Need> needs = new ArrayList<>();
    List<Clause> clauses = new ArrayList<>();
    for (Requirement requirement : candidate.requires()) {
      List<Integer> choices = choices(requirement.alternatives());
      needs.add(new Need(requirement, choices));
      if (!choices.contains(number)) {
        List<Integer> implied = new ArrayList<>(List.of(-number));
        implied.addAll(choices);
        clauses.add(new Clause(new Origin.Need(candidate, requirement), literals(implied)));
      }
    }
    if (request.recommends().of(candidate)) {
      for (Requirement requirement : candidate.recommends()) {
        needs.add(new Need(requirement, choices(requirement.alternatives())));
      }
    }
    exclude(number, candidate, clauses);
    return new Consequences(List.copyOf(needs), List.copyOf(clauses));
  }

  private void exclude(int number, Candidate candidate, List<Clause> clauses) {
    for (Candidate other : matching.versions(candidate.name())) {
      if (other != candidate) {
        Origin origin = new Origin.OneVersion(candidate, other);
        clauses.add(new Clause(origin, -number, -number(other)));
      }
    }
    for (Requirement excluded : candidate.conflicts()) {
      for (Candidate other : matching.satisfying(excluded)) {
        if (!other.name().equals(candidate.name())) {
          Origin origin = new Origin.Clash(candidate, excluded, other);
          clauses.add(new Clause(origin, -number, -number(other)));
        }
      }
    }
  }

  private static int[] literals(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }
}
