package org.pgv.mirror.resolve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says which candidates satisfy a relation under a request, and in which order to prefer them. */
final class Matching {
  private final DebFamily universe;
  private final Request request;
  private final Comparator<Candidate> bestFirst;
  private final Map<String, List<Candidate>> versions = new HashMap<>();

  Matching(DebFamily universe, Request request) {
    this.universe = universe;
    this.request = request;
    Comparator<Candidate> byVersion =
        Comparator.comparing(Candidate::version, universe.versionOrder());
    this.bestFirst =
        Comparator.comparingInt(Candidate::priority).thenComparing(byVersion).reversed();
  }

  /** The candidates of a name that the request allows, the best first, each version once. */
  List<Candidate> versions(String name) {
    return versions.computeIfAbsent(name, this::allowed);
  }

  private List<Candidate> allowed(String name) {
    List<Candidate> sorted = universe.named(name).stream().sorted(bestFirst).toList();
    List<Candidate> allowed = new ArrayList<>(sorted.size());
    Set<String> seen = new HashSet<>();
    for (Candidate candidate : sorted) {
      if (request.allows(candidate) && seen.add(candidate.version())) {
        allowed.add(candidate);
      }
    }
    return List.copyOf(allowed);
  }

  /**
   * The candidates that satisfy one of the alternatives: first those that are the best of their
   * name, by alternative, real packages before providers; then the rest as a last resort.
   */
  List<Candidate> choices(List<Relation> alternatives) {
    return bestFirst(alternatives.stream().flatMap(r -> satisfying(r).stream()).toList());
  }

  /** The same for something that is asked for. */
  List<Candidate> choices(Wanted wanted) {
    return bestFirst(meant(wanted.relation()));
  }

  private List<Candidate> bestFirst(List<Candidate> candidates) {
    Set<Candidate> preferred = new LinkedHashSet<>();
    Set<Candidate> lastResort = new LinkedHashSet<>();
    for (Candidate candidate : candidates) {
      boolean best = versions(candidate.name()).getFirst() == candidate;
      (best ? preferred : lastResort).add(candidate);
    }
    preferred.addAll(lastResort);
    return List.copyOf(preferred);
  }

  /** What satisfies each of the alternatives, one after the other. */
  List<Candidate> satisfying(Requirement requirement) {
    return requirement.alternatives().stream().flatMap(r -> satisfying(r).stream()).toList();
  }

  /**
   * What is meant by a name that is asked for, as apt takes it: the package of that name, and those
   * that provide it only where there is none.
   */
  List<Candidate> meant(Relation relation) {
    List<Candidate> real = real(relation);
    return real.isEmpty() ? satisfying(relation) : real;
  }

  private List<Candidate> real(Relation relation) {
    List<Candidate> found = new ArrayList<>();
    for (Candidate candidate : versions(relation.name())) {
      if (holds(relation, candidate.version())) {
        found.add(candidate);
      }
    }
    return found;
  }

  /** Real packages before providers, the best version first. */
  List<Candidate> satisfying(Relation relation) {
    List<Candidate> found = real(relation);
    List<Provision> provisions = universe.providing(relation.name());
    if (provisions.isEmpty()) {
      return found;
    }
    provisions.stream()
        .filter(offer -> relation.bound().isEmpty() || offered(relation, offer))
        .map(Provision::by)
        .filter(candidate -> versions(candidate.name()).contains(candidate))
        .sorted(universe.providerOrder().thenComparing(bestFirst))
        .forEach(found::add);
    return found;
  }

  private boolean offered(Relation relation, Provision offer) {
    return offer.version().filter(version -> holds(relation, version)).isPresent();
  }

  private boolean holds(Relation relation, String version) {
    return relation
        .bound()
        .map(b -> b.comparison().holds(universe.versionOrder().compare(version, b.version())))
        .orElse(true);
  }

  /** Why nothing satisfies a relation. */
  String absence(Relation relation) {
    List<Candidate> all = universe.named(relation.name()).stream().sorted(bestFirst).toList();
    List<String> offers =
        universe.providing(relation.name()).stream()
            .map(o -> o.by().name() + o.version().map(v -> " as " + v).orElse(" without a version"))
            .toList();
    return Absence.of(relation, universe, request, all, offers);
  }
}
