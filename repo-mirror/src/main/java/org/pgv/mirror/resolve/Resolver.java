package org.pgv.mirror.resolve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the packages to install into an empty system. It is complete: it never says that there is
 * no answer when there is one. And it is predictable: the same request over the same universe gives
 * the same answer, the one that the family's own package manager comes to.
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

  private Approach approach(Request request) {
    return switch (universe) {
      case DebFamily deb -> new InDepth(deb, request);
      case RpmFamily rpm -> new ByRule(rpm, request);
    };
  }

  /** One search for one request. */
  private final class Attempt {
    private final Approach approach;
    private final Engine engine;
    private final Request request;

    Attempt(Request request) {
      this.request = request;
      this.approach = approach(request);
      this.engine = new Engine(approach::consequences);
      approach.begin(engine);
    }

    /** Searches; returns the contradiction that the request itself holds, if it does. */
    @Nullable Clause search() {
      while (true) {
        Clause conflict = engine.propagate();
        if (conflict != null && engine.trail().level() == 0) {
          return conflict;
        }
        if (conflict != null) {
          approach.retreated(engine, engine.learn(conflict));
        } else if (!approach.advance(engine)) {
          return null;
        }
      }
    }

    Resolution answer() {
      List<Chosen> packages = new Reasons(approach, request, approach.taken(engine)).chosen();
      return new Resolution.Answer(
          packages.stream()
              .sorted(Comparator.comparing((Chosen c) -> c.candidate().name()))
              .toList());
    }

    Explanation explain(Clause contradiction) {
      return new Explanation(approach, Core.minimal(engine.core(contradiction)));
    }
  }
}
