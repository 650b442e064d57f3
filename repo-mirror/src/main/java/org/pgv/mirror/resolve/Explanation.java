package org.pgv.mirror.resolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns contradicting clauses into chains a person can follow. */
final class Explanation {
  private final Approach approach;
  private final List<Clause> core;
  private final Map<Candidate, String> chains = new LinkedHashMap<>();

  Explanation(Approach approach, List<Clause> core) {
    this.approach = approach;
    this.core = core;
    core.forEach(this::follow);
    for (int known = -1; known < chains.size(); ) {
      known = chains.size();
      core.forEach(this::follow);
    }
  }

  /** The request that the contradiction would not exist without, the last one of them. */
  Wanted lastDemand() {
    return core.stream()
        .map(clause -> asked(clause.origin))
        .flatMap(Optional::stream)
        .reduce((_, later) -> later)
        .orElseThrow(() -> new IllegalStateException("a contradiction that nobody asked for"));
  }

  private static Optional<Wanted> asked(Origin origin) {
    return switch (origin) {
      case Origin.Demand(Wanted wanted) -> Optional.of(wanted);
      case Origin.BestOnly(Wanted wanted, List<Candidate> _) -> Optional.of(wanted);
      case Origin.Need _,
          Origin.Clash _,
          Origin.Barred _,
          Origin.Replaced _,
          Origin.OneVersion _,
          Origin.Lesser _,
          Origin.Learned _ ->
          Optional.empty();
    };
  }

  List<String> reasons() {
    List<Candidate> order = List.copyOf(chains.keySet());
    return core.stream()
        .sorted(Comparator.comparingInt(clause -> place(clause, order)))
        .map(this::dead)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  /** What is nearer to the request is said first. */
  private static int place(Clause clause, List<Candidate> order) {
    return switch (clause.origin) {
      case Origin.Need(Candidate by, Requirement _) -> order.indexOf(by);
      case Origin.Clash(Candidate by, Requirement _, Candidate _) -> order.indexOf(by);
      case Origin.Barred(Candidate by, Requirement _) -> order.indexOf(by);
      case Origin.Replaced(Candidate by, Relation _, Candidate _) -> order.indexOf(by);
      case Origin.Lesser(Candidate candidate) -> order.indexOf(candidate);
      case Origin.OneVersion(Candidate one, Candidate _) -> order.indexOf(one);
      case Origin.Demand _, Origin.BestOnly _, Origin.Learned _ -> -1;
    };
  }

  /** Notes for what satisfies a demand or a need how one comes to it. */
  private void follow(Clause clause) {
    switch (clause.origin) {
      case Origin.Demand(Wanted wanted) -> {
        for (Candidate candidate : approach.meant(wanted)) {
          chains.putIfAbsent(candidate, "requested for " + wanted.role());
        }
      }
      case Origin.BestOnly(Wanted wanted, List<Candidate> best) ->
          best.forEach(c -> chains.putIfAbsent(c, "requested for " + wanted.role()));
      case Origin.Need(Candidate by, Requirement requirement) -> {
        String chain = chains.get(by);
        if (chain != null) {
          for (Candidate candidate : approach.choices(requirement)) {
            chains.putIfAbsent(candidate, "needed by " + by.name() + ", " + chain);
          }
        }
      }
      case Origin.Clash _,
          Origin.Barred _,
          Origin.Replaced _,
          Origin.OneVersion _,
          Origin.Lesser _,
          Origin.Learned _ -> {}
    }
  }

  /** Where a way ends. */
  private Optional<String> dead(Clause clause) {
    return switch (clause.origin) {
      case Origin.Demand(Wanted wanted) ->
          approach.meant(wanted).isEmpty()
              ? Optional.of(wanted + " cannot be had: " + absence(List.of(wanted.relation())))
              : Optional.empty();
      case Origin.Need(Candidate by, Requirement requirement) -> unmet(by, requirement, clause);
      case Origin.Clash(Candidate by, Requirement excluded, Candidate other) ->
          Optional.of(by.name() + " conflicts with " + clash(excluded, other) + both(by, other));
      case Origin.Barred(Candidate by, Requirement excluded) ->
          Optional.of(by.name() + " conflicts with " + excluded + ": " + told(by));
      case Origin.Replaced(Candidate by, Relation obsolete, Candidate other) ->
          Optional.of(by.name() + " takes the place of " + obsolete + both(by, other));
      case Origin.OneVersion(Candidate one, Candidate other) -> Optional.of(versions(one, other));
      case Origin.Lesser(Candidate candidate) ->
          Optional.of(
              candidate
                  + " is of a lesser architecture than others of its name: "
                  + told(candidate));
      case Origin.BestOnly(Wanted wanted, List<Candidate> best) ->
          Optional.of(wanted + " is to be the best there is, " + best);
      case Origin.Learned _ -> Optional.empty();
    };
  }

  /** A condition may be unmet by what is there as well as by what is not. */
  private Optional<String> unmet(Candidate by, Requirement requirement, Clause clause) {
    String need = said(by) + " needs " + requirement;
    if (approach.choices(requirement).isEmpty()) {
      return Optional.of(need + "; " + absence(requirement.alternatives()));
    }
    boolean excludes = Arrays.stream(clause.literals).filter(literal -> literal < 0).count() > 1;
    boolean never = Literals.positive(clause.literals).length == 0;
    return excludes || never ? Optional.of(need) : Optional.empty();
  }

  private String versions(Candidate one, Candidate other) {
    String both = one.version() + " is " + way(one) + "; " + other.version() + " is " + way(other);
    return "only one version of " + one.name() + " can be installed: " + both;
  }

  private String both(Candidate by, Candidate other) {
    return ": " + told(by) + "; " + told(other);
  }

  /** What is excluded, by its own name even where it is excluded for what it provides. */
  private static String clash(Requirement excluded, Candidate other) {
    return excluded.alternatives().getFirst().name().equals(other.name())
        ? excluded.toString()
        : other.name() + " (as " + excluded + ")";
  }

  private String absence(List<Relation> alternatives) {
    List<String> absences = new ArrayList<>();
    for (Relation relation : alternatives) {
      String absence = approach.absence(relation);
      absences.add(alternatives.size() > 1 ? relation.name() + ": " + absence : absence);
    }
    return String.join("; ", absences);
  }

  private String said(Candidate candidate) {
    return candidate.name() + " (" + way(candidate) + ")";
  }

  private String told(Candidate candidate) {
    return candidate.name() + " is " + way(candidate);
  }

  private String way(Candidate candidate) {
    return chains.getOrDefault(candidate, "another choice");
  }
}
