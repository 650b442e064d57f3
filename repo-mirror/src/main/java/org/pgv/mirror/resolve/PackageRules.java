package org.pgv.mirror.resolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that holds between reachable candidates, as clauses in the order of their literals. The order
 * matters: it is the one in which open choices are met.
 */
final class PackageRules {
  private final Offers offers;
  private final Reachable reachable;
  private final NormalForm form;
  private final List<Clause> clauses = new ArrayList<>();
  private final List<Clause> lesser = new ArrayList<>();
  private final List<List<Need>> needs = new ArrayList<>();

  /**
   * @param asked names that are asked for in whatever architecture the request means
   */
  PackageRules(Offers offers, Reachable reachable, NormalForm form, Set<String> asked) {
    this.offers = offers;
    this.reachable = reachable;
    this.form = form;
    for (int number = 1; number <= reachable.size(); number++) {
      Candidate candidate = reachable.candidate(number);
      require(number, candidate);
      exclude(number, candidate);
      replace(number, candidate);
    }
    requireTwins(asked);
    clauses.sort((one, other) -> Arrays.compare(one.literals, other.literals));
  }

  /** Each once, sorted by their literals. */
  List<Clause> clauses() {
    List<Clause> distinct = new ArrayList<>(clauses.size());
    for (Clause clause : clauses) {
      if (distinct.isEmpty() || !Arrays.equals(distinct.getLast().literals, clause.literals)) {
        distinct.add(clause);
      }
    }
    return distinct;
  }

  List<Need> needs(int number) {
    return needs.get(number - 1);
  }

  private void require(int number, Candidate candidate) {
    List<Need> all = new ArrayList<>();
    for (Requirement requirement : candidate.requires()) {
      Origin origin = new Origin.Need(candidate, requirement);
      List<Integer> choices = new ArrayList<>();
      for (int[] met : form.met(requirement)) {
        add(origin, number, met);
        Arrays.stream(Literals.positive(met)).forEach(choices::add);
      }
      all.add(new Need(requirement, choices));
    }
    needs.add(all);
  }

  /** A package that satisfies its own requirement needs no clause. */
  private void add(Origin origin, int number, int[] literals) {
    if (!Literals.contains(literals, number)) {
      clauses.add(new Clause(origin, Literals.with(literals, -number)));
    }
  }

  private void exclude(int number, Candidate candidate) {
    for (Requirement excluded : candidate.conflicts()) {
      for (int[] unmet : form.unmet(excluded)) {
        boolean itself = Arrays.equals(unmet, new int[] {-number});
        if (!itself) {
          add(origin(candidate, excluded, unmet), number, unmet);
          needInstead(number, excluded, unmet);
        }
      }
    }
  }

  /** A conflict with something as long as another is absent brings that other in. */
  private void needInstead(int number, Requirement excluded, int[] unmet) {
    int[] instead = Literals.positive(unmet);
    if (instead.length > 0) {
      List<Integer> choices = Arrays.stream(instead).boxed().toList();
      needs.get(number - 1).add(new Need(excluded, choices));
    }
  }

  private Origin origin(Candidate candidate, Requirement excluded, int[] unmet) {
    return excluded instanceof Requirement.AnyOf && unmet.length == 1
        ? new Origin.Clash(candidate, excluded, reachable.candidate(-unmet[0]))
        : new Origin.Barred(candidate, excluded);
  }

  private void replace(int number, Candidate candidate) {
    for (Relation obsolete : candidate.obsoletes()) {
      for (Candidate other : offers.obsoleted(obsolete)) {
        exclude(number, other, new Origin.Replaced(candidate, obsolete, other));
      }
    }
    for (Candidate other : offers.named(candidate.name())) {
      if (!offers.universe().coinstallable(candidate, other)) {
        exclude(number, other, new Origin.OneVersion(candidate, other));
      }
    }
  }

  private void exclude(int number, Candidate other, Origin origin) {
    int against = reachable.number(other);
    if (against != 0 && against != number) {
      clauses.add(new Clause(origin, -Math.max(number, against), -Math.min(number, against)));
    }
  }

  /**
   * Packages of a lesser architecture are for those who ask for them: others come only beside a
   * package of the same name and version of the best architecture there is.
   */
  List<Clause> lesserArchitectures() {
    return List.copyOf(lesser);
  }

  private void requireTwins(Set<String> asked) {
    Map<String, List<Integer>> byName = new HashMap<>();
    for (int number = 1; number <= reachable.size(); number++) {
      byName
          .computeIfAbsent(reachable.candidate(number).name(), _ -> new ArrayList<>())
          .add(number);
    }
    for (int number = 1; number <= reachable.size(); number++) {
      List<Integer> twins = byName.getOrDefault(reachable.candidate(number).name(), List.of());
      int best = twins.stream().mapToInt(this::rank).filter(rank -> rank > 0).min().orElse(0);
      boolean wanted = asked.contains(reachable.candidate(number).name());
      if (rank(number) > best && best > 0 && !wanted) {
        requireTwin(number, twins, best);
      }
    }
  }

  private void requireTwin(int number, List<Integer> twins, int best) {
    Candidate candidate = reachable.candidate(number);
    int[] literals = {-number};
    for (int twin : twins) {
      boolean same = reachable.candidate(twin).version().equals(candidate.version());
      if (same && (rank(twin) == best || rank(twin) == 0)) {
        literals = Literals.with(literals, twin);
      }
    }
    lesser.add(new Clause(new Origin.Lesser(candidate), literals));
    Relation like = Relation.of(candidate.name(), Comparison.EXACTLY, candidate.version());
    List<Integer> choices = Arrays.stream(Literals.positive(literals)).boxed().toList();
    needs.get(number - 1).add(new Need(Requirement.of(like), choices));
  }

  private int rank(int number) {
    return offers.universe().architectureRank(reachable.candidate(number));
  }
}
