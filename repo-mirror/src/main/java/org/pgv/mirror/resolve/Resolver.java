package org.pgv.mirror.resolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the packages to install into an empty system. It is complete: it never says that there is
 * no answer when there is one. And it is predictable: the same request over the same universe gives
 * the same answer, the one that following the preferences step by step leads to.
 */
public final class Resolver {
  private final Universe universe;

  public Resolver(Universe universe) {
    this.universe = universe;
  }

  /** The answer; or all that stands in its way, each thing that is asked for on its own. */
  public Resolution resolve(Request request) {
    Attempt attempt = new Attempt(request);
    Clause contradiction = attempt.search();
    if (contradiction == null) {
      return attempt.answer();
    }
    List<String> reasons = new ArrayList<>();
    Request rest = request;
    while (contradiction != null) {
      Explanation explanation = attempt.explain(contradiction);
      reasons.addAll(explanation.reasons());
      rest = rest.without(explanation.lastDemand());
      attempt = new Attempt(rest);
      contradiction = attempt.search();
    }
    return new Resolution.Impossible(reasons.stream().distinct().toList());
  }

  /** One search for one request. */
  private final class Attempt {
    private final Matching matching;
    private final Rules rules;
    private final Engine engine;
    private final Request request;
    private final List<List<Integer>> demands = new ArrayList<>();
    private Walk walk;

    Attempt(Request request) {
      this.request = request;
      this.matching = new Matching(universe, request);
      this.rules = new Rules(matching, request);
      this.engine = new Engine(rules::clauses);
      for (Wanted wanted : request.wanted()) {
        Clause demand = rules.demand(wanted);
        demands.add(Arrays.stream(demand.literals).boxed().toList());
        engine.add(demand);
      }
      this.walk = new Walk(rules, engine.trail(), demands);
    }

    /** Searches; returns the contradiction that the request itself holds, if it does. */
    @Nullable Clause search() {
      while (true) {
        Clause conflict = engine.propagate();
        if (conflict != null && engine.trail().level() == 0) {
          return conflict;
        }
        if (conflict != null) {
          engine.learn(conflict);
          walk = new Walk(rules, engine.trail(), demands);
          continue;
        }
        int next = walk.next();
        if (next == 0) {
          return null;
        }
        engine.assume(next);
      }
    }

    Resolution answer() {
      List<Chosen> packages = new Reasons(matching, rules, request, walk.taken()).chosen();
      return new Resolution.Answer(
          packages.stream()
              .sorted(Comparator.comparing((Chosen c) -> c.candidate().name()))
              .toList());
    }

    Explanation explain(Clause contradiction) {
      return new Explanation(matching, Core.minimal(engine.core(contradiction)));
    }
  }
}
