package org.pgv.builder.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgv.builder.lock.AskedFor;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.mirror.deb.DebPackage;
import org.pgv.mirror.deb.DebRelation;
import org.pgv.mirror.deb.DebVersion;
import org.pgv.mirror.deb.VersionBound;

/**
 * Checks a set of packages against an empty root: every need is met inside the set, and nothing in
 * it excludes another. It shares nothing with the resolver but the reading of stanzas, so that one
 * does not repeat the other's mistake.
 */
public final class ClosureProof {
  private final String architecture;
  private final List<DebPackage> packages;
  private final Map<String, List<Offer>> offers = new HashMap<>();

  /** A name that a package satisfies; a real package always has a version, a virtual one may. */
  private record Offer(DebPackage by, boolean real, Optional<DebVersion> version) {}

  private ClosureProof(List<DebPackage> packages, String architecture) {
    this.architecture = architecture;
    this.packages = packages;
    for (DebPackage one : packages) {
      offer(one.name(), new Offer(one, true, Optional.of(one.version())));
      for (List<DebRelation> group : one.relations("Provides")) {
        for (DebRelation provided : group) {
          offer(
              provided.name(),
              new Offer(one, false, provided.bound().map(bound -> bound.version())));
        }
      }
    }
  }

  /**
   * Refuses a set that is not closed, with every need that is not met.
   *
   * @param asked the names that the manifest asks for: each is in the set, or is provided in it
   */
  public static void prove(List<DebPackage> packages, String architecture, List<String> asked) {
    ClosureProof proof = new ClosureProof(packages, architecture);
    AskedFor.mustAllBe(asked, proof.offers::containsKey);
    List<Problem> problems = proof.problems();
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.FAILED, problems);
    }
  }

  private List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (DebPackage one : packages) {
      for (String field : List.of("Pre-Depends", "Depends")) {
        for (List<DebRelation> group : one.relations(field)) {
          if (!met(group)) {
            problems.add(problem(one, "needs " + written(group) + ", which is not in the set"));
          }
        }
      }
      for (String field : List.of("Conflicts", "Breaks")) {
        for (List<DebRelation> group : one.relations(field)) {
          excluded(one, group).ifPresent(other -> problems.add(problem(one, "excludes " + other)));
        }
      }
      if (offers.getOrDefault(one.name(), List.of()).stream().filter(Offer::real).count() > 1) {
        problems.add(problem(one, "is in the set more than once"));
      }
    }
    return problems;
  }

  private boolean met(List<DebRelation> alternatives) {
    List<DebRelation> ours = alternatives.stream().filter(this::applies).toList();
    return ours.isEmpty() || ours.stream().anyMatch(relation -> !satisfying(relation).isEmpty());
  }

  private Optional<DebPackage> excluded(DebPackage by, List<DebRelation> group) {
    return group.stream()
        .filter(this::applies)
        .flatMap(relation -> satisfying(relation).stream())
        .map(Offer::by)
        .filter(other -> !other.name().equals(by.name()))
        .findFirst();
  }

  private List<Offer> satisfying(DebRelation relation) {
    return offers.getOrDefault(relation.name(), List.of()).stream()
        .filter(offer -> fits(relation, offer))
        .toList();
  }

  /** A versioned need is met by a virtual package only if that says its version (policy 7.5). */
  private boolean fits(DebRelation relation, Offer offer) {
    boolean architectureFits =
        switch (relation.qualifier()) {
          case "" -> true;
          case "any" -> offer.by().multiArch().equals("allowed");
          default -> relation.qualifier().equals(architecture);
        };
    return architectureFits
        && relation
            .bound()
            .map(bound -> offer.version().filter(version -> holds(bound, version)).isPresent())
            .orElse(true);
  }

  private static boolean holds(VersionBound bound, DebVersion version) {
    int order = version.compareTo(bound.version());
    return switch (bound.operator()) {
      case BEFORE -> order < 0;
      case AT_MOST -> order <= 0;
      case EXACTLY -> order == 0;
      case AT_LEAST -> order >= 0;
      case AFTER -> order > 0;
    };
  }

  /** Whether a relation restricted to architectures counts here (policy 7.1). */
  private boolean applies(DebRelation relation) {
    List<String> list = relation.architectures();
    if (list.isEmpty()) {
      return true;
    }
    boolean negated = list.getFirst().startsWith("!");
    boolean named =
        list.stream()
            .map(entry -> entry.replaceFirst("^!", ""))
            .anyMatch(
                entry ->
                    entry.equals(architecture)
                        || entry.equals("any")
                        || entry.equals("linux-any")
                        || entry.equals("any-" + architecture));
    return negated != named;
  }

  private void offer(String name, Offer offer) {
    offers.computeIfAbsent(name, _ -> new ArrayList<>()).add(offer);
  }

  private static String written(List<DebRelation> group) {
    return String.join(" | ", group.stream().map(DebRelation::toString).toList());
  }

  private static Problem problem(DebPackage one, String what) {
    return new Problem(one.toString(), what, AskedFor.MAKE_ANEW);
  }
}
