package org.pgv.mirror.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * As dnf chooses: all clauses between all reachable candidates are stated first; then what is asked
 * for is taken, then each clause that is open is satisfied, then what is weak is added, and at last
 * choices are taken back that proved unnecessary (libsolv's solver, in the terms of its manual
 * libsolv-bindings(3)).
 */
final class ByRule implements Approach {
  private final Request request;
  private final Offers offers;
  private final Reachable reachable;
  private final PackageRules packages;
  private final Weak weak;
  private final Preference preference;
  private final Branches branches;
  private final List<Clause> demands = new ArrayList<>();
  private final List<Clause> choiceRules = new ArrayList<>();
  private final RuleScan scan;
  private int scanFloor;
  private boolean scanFresh = true;
  private @Nullable WeakRound round;
  private @Nullable WeakNeeds weakNeeds;

  ByRule(RpmFamily universe, Request request) {
    this.request = request;
    this.offers = new Offers(universe, request);
    this.reachable = new Reachable(offers, request);
    NormalForm form = new NormalForm(offers, reachable);
    this.packages = new PackageRules(offers, reachable, form, asked());
    this.weak = new Weak(reachable, form);
    this.preference = new Preference(offers, reachable, weak);
    this.branches = new Branches(weak);
    this.scan = new RuleScan(choiceRules, preference);
    for (Wanted wanted : request.wanted()) {
      demands.add(new Clause(new Origin.Demand(wanted), numbers(wanted)));
    }
  }

  @Override
  public void begin(Engine engine) {
    List<Clause> all = stated();
    all.stream().filter(clause -> clause.literals.length != 1).forEach(engine::add);
    all.stream().filter(clause -> clause.literals.length == 1).forEach(engine::add);
    all.stream().filter(ByRule::leavesChoice).forEach(choiceRules::add);
  }

  private Set<String> asked() {
    return request.wanted().stream()
        .flatMap(wanted -> offers.meant(wanted).stream())
        .map(Candidate::name)
        .collect(Collectors.toSet());
  }

  /** Everything that must hold, in the order in which open choices are met. */
  List<Clause> stated() {
    List<Clause> all = new ArrayList<>(packages.clauses());
    all.addAll(demands);
    all.addAll(packages.lesserArchitectures());
    if (request.best()) {
      request.wanted().forEach(wanted -> addBest(wanted, all));
    }
    return all;
  }

  private int[] numbers(Wanted wanted) {
    return offers.meant(wanted).stream().mapToInt(reachable::number).sorted().toArray();
  }

  private void addBest(Wanted wanted, List<Clause> all) {
    List<Integer> choices = new ArrayList<>();
    for (int number : numbers(wanted)) {
      choices.add(number);
    }
    List<Integer> best = preference.best(choices);
    if (best.size() < choices.size()) {
      List<Candidate> candidates = best.stream().map(reachable::candidate).toList();
      int[] literals = best.stream().mapToInt(Integer::intValue).toArray();
      all.add(new Clause(new Origin.BestOnly(wanted, candidates), literals));
    }
  }

  private static boolean leavesChoice(Clause clause) {
    return Literals.positive(clause.literals).length > 1;
  }

  /** Everything has been said at the beginning. */
  @Override
  public List<Clause> consequences(int number) {
    return List.of();
  }

  @Override
  public boolean advance(Engine engine) {
    Trail trail = engine.trail();
    while (true) {
      List<Integer> choices = choices(trail);
      if (!choices.isEmpty()) {
        decide(choices, engine);
        return true;
      }
      if (round == null) {
        return improve(engine);
      }
    }
  }

  /**
   * What is to be decided next; nothing where a round of weak dependencies began or all is done.
   */
  private List<Integer> choices(Trail trail) {
    if (round != null) {
      List<Integer> recommended = round.choices(trail);
      if (!recommended.isEmpty()) {
        return recommended;
      }
      round = null;
      restartScan();
    }
    for (Clause demand : demands) {
      List<Integer> open = RuleScan.open(demand, trail);
      if (!open.isEmpty()) {
        restartScan();
        return preference.choose(open, trail);
      }
    }
    if (scanFresh) {
      scanFloor = trail.level();
      scanFresh = false;
    }
    List<Integer> choices = scan.choices(trail);
    return choices.isEmpty() ? beginRound(trail) : choices;
  }

  private List<Integer> beginRound(Trail trail) {
    if (!request.recommends().any()) {
      return List.of();
    }
    WeakRound next = new WeakRound(reachable, weak, preference, request, trail);
    List<Integer> choices = next.choices(trail);
    round = choices.isEmpty() ? null : next;
    return choices;
  }

  private void restartScan() {
    scan.restart();
    scanFresh = true;
  }

  private void decide(List<Integer> choices, Engine engine) {
    if (choices.size() > 1) {
      branches.add(engine.trail().level(), choices);
    }
    engine.assume(choices.getFirst());
  }

  private boolean improve(Engine engine) {
    return branches
        .better(engine.trail())
        .map(
            better -> {
              engine.retreat(better.level());
              restartScan();
              engine.assume(better.number());
              return true;
            })
        .orElse(false);
  }

  @Override
  public void retreated(Engine engine, Clause lesson) {
    int level = engine.trail().level();
    branches.retreat(level);
    round = null;
    if (leavesChoice(lesson)) {
      choiceRules.add(lesson);
    }
    if (level < scanFloor) {
      restartScan();
    }
  }

  @Override
  public List<Integer> taken(Engine engine) {
    List<Integer> installed = engine.trail().installed();
    weakNeeds = new WeakNeeds(installed, reachable, offers, request);
    return installed;
  }

  @Override
  public Candidate candidate(int number) {
    return reachable.candidate(number);
  }

  @Override
  public List<Need> needs(int number) {
    List<Need> all = new ArrayList<>(packages.needs(number));
    if (weakNeeds != null) {
      all.addAll(weakNeeds.of(number));
    }
    return all;
  }

  @Override
  public List<Candidate> meant(Wanted wanted) {
    return offers.meant(wanted);
  }

  @Override
  public List<Candidate> choices(Requirement requirement) {
    return List.copyOf(offers.helpful(requirement));
  }

  @Override
  public String absence(Relation relation) {
    return offers.absence(relation);
  }
}
