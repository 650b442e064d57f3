package org.pgv.mirror.resolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** As apt chooses: step by step from what is asked for, needs before further alternatives. */
final class InDepth implements Approach {
  private final Matching matching;
  private final Rules rules;
  private final Request request;
  private final List<List<Integer>> demands = new ArrayList<>();
  private Walk walk;

  InDepth(DebFamily universe, Request request) {
    this.request = request;
    this.matching = new Matching(universe, request);
    this.rules = new Rules(matching, request);
    this.walk = new Walk(rules, demands);
  }

  @Override
  public void begin(Engine engine) {
    for (Wanted wanted : request.wanted()) {
      Clause demand = rules.demand(wanted);
      demands.add(Arrays.stream(demand.literals).boxed().toList());
      engine.add(demand);
    }
  }

  @Override
  public List<Clause> consequences(int number) {
    return rules.clauses(number);
  }

  @Override
  public boolean advance(Engine engine) {
    int next = walk.next(engine.trail());
    if (next != 0) {
      engine.assume(next);
    }
    return next != 0;
  }

  @Override
  public void retreated(Engine engine, Clause lesson) {
    walk = new Walk(rules, demands);
  }

  @Override
  public List<Integer> taken(Engine engine) {
    return walk.taken();
  }

  @Override
  public Candidate candidate(int number) {
    return rules.candidate(number);
  }

  @Override
  public List<Need> needs(int number) {
    return rules.needs(number);
  }

  @Override
  public List<Candidate> meant(Wanted wanted) {
    return matching.meant(wanted.relation());
  }

  @Override
  public List<Candidate> choices(Requirement requirement) {
    return matching.choices(requirement.alternatives());
  }

  @Override
  public String absence(Relation relation) {
    return matching.absence(relation);
  }
}
