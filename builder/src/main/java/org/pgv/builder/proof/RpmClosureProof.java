package org.pgv.builder.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pgv.builder.lock.AskedFor;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.mirror.resolve.Comparison;
import org.pgv.mirror.resolve.Formula;
import org.pgv.mirror.resolve.Relation;
import org.pgv.mirror.rpm.RpmDependency;
import org.pgv.mirror.rpm.RpmField;
import org.pgv.mirror.rpm.RpmSense;
import org.pgv.mirror.rpm.RpmVersion;
import org.pgv.mirror.rpm.file.PackageDescription;
import org.pgv.mirror.rpm.file.PackagedFile;
import org.pgv.mirror.universe.RichDependency;

/**
 * Checks a set of RPM packages against an empty root: every need is met inside the set, and nothing
 * in it excludes another. It reads the packages' own headers, where the resolver reads what the
 * repositories say, and shares nothing with it but the reading of boolean dependencies.
 */
public final class RpmClosureProof {
  private final List<PackageDescription> packages;
  private final Set<String> assumed;
  private final Map<String, List<Offer>> offers = new HashMap<>();

  /** A name that a package satisfies; without a version it satisfies no bound. */
  private record Offer(PackageDescription by, RpmSense sense, String evr) {}

  private RpmClosureProof(List<PackageDescription> packages, Set<String> assumed) {
    this.packages = packages;
    this.assumed = assumed;
    for (PackageDescription one : packages) {
      for (RpmDependency provided : one.lists().relations(RpmField.PROVIDES)) {
        offer(provided.name(), new Offer(one, provided.sense(), provided.evr()));
      }
      for (PackagedFile file : one.lists().files()) {
        offer(file.path(), new Offer(one, RpmSense.ANY, ""));
      }
    }
  }

  /**
   * Refuses a set that is not closed, with every need that is not met.
   *
   * @param assumed names that need not be met, in any version
   * @param asked the names that the manifest asks for: each is in the set, or is provided in it
   */
  public static void prove(
      List<PackageDescription> packages, Set<String> assumed, List<String> asked) {
    RpmClosureProof proof = new RpmClosureProof(packages, assumed);
    AskedFor.mustAllBe(asked, proof::isThere);
    List<Problem> problems = proof.problems();
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.FAILED, problems);
    }
  }

  /** A name that something provides, a file, or {@code NAME.ARCHITECTURE}. */
  private boolean isThere(String asked) {
    return offers.containsKey(asked)
        || packages.stream()
            .map(PackageDescription::nevra)
            .anyMatch(one -> asked.equals(one.name() + "." + one.arch()));
  }

  private List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    Map<String, PackageDescription> seen = new HashMap<>();
    for (PackageDescription one : packages) {
      for (RpmDependency need : one.lists().relations(RpmField.REQUIRES)) {
        if (!need.name().startsWith("rpmlib(") && !holds(need)) {
          problems.add(problem(one, "needs " + need + ", which is not in the set"));
        }
      }
      for (RpmDependency conflict : one.lists().relations(RpmField.CONFLICTS)) {
        excluded(one, conflict).ifPresent(o -> problems.add(problem(one, "excludes " + o)));
      }
      for (RpmDependency obsolete : one.lists().relations(RpmField.OBSOLETES)) {
        obsoleted(one, obsolete).ifPresent(o -> problems.add(problem(one, "replaces " + o)));
      }
      PackageDescription other = seen.put(one.nevra().name() + "." + one.nevra().arch(), one);
      if (other != null) {
        problems.add(problem(one, "is in the set beside " + other.nevra()));
      }
    }
    return problems;
  }

  private boolean holds(RpmDependency need) {
    return need.rich()
        ? holds(RichDependency.parse(need.name()))
        : assumed.contains(need.name()) || !satisfying(need).isEmpty();
  }

  private boolean holds(Formula formula) {
    return switch (formula) {
      case Formula.One(Relation relation) -> holds(dependency(relation));
      case Formula.And(Formula left, Formula right) -> holds(left) && holds(right);
      case Formula.Or(Formula left, Formula right) -> holds(left) || holds(right);
      case Formula.If(Formula then, Formula condition, Optional<Formula> otherwise) ->
          holds(condition) ? holds(then) : otherwise.map(this::holds).orElse(true);
      case Formula.Unless(Formula then, Formula condition, Optional<Formula> otherwise) ->
          holds(condition) ? otherwise.map(this::holds).orElse(false) : holds(then);
      case Formula.With _, Formula.Without _ -> !members(formula).isEmpty();
    };
  }

  /** The packages that satisfy a formula that speaks of one package. */
  private Set<PackageDescription> members(Formula formula) {
    return switch (formula) {
      case Formula.One(Relation relation) -> new LinkedHashSet<>(satisfying(dependency(relation)));
      case Formula.Or(Formula left, Formula right) -> {
        Set<PackageDescription> both = members(left);
        both.addAll(members(right));
        yield both;
      }
      case Formula.With(Formula left, Formula right) -> {
        Set<PackageDescription> both = members(left);
        both.retainAll(members(right));
        yield both;
      }
      case Formula.Without(Formula left, Formula right) -> {
        Set<PackageDescription> rest = members(left);
        rest.removeAll(members(right));
        yield rest;
      }
      case Formula.And _, Formula.If _, Formula.Unless _ -> Set.of();
    };
  }

  private Optional<PackageDescription> excluded(PackageDescription by, RpmDependency conflict) {
    if (conflict.rich()) {
      return Optional.of(by).filter(_ -> holds(RichDependency.parse(conflict.name())));
    }
    return satisfying(conflict).stream().filter(other -> !other.equals(by)).findFirst();
  }

  /** Obsoletes mean packages by their own names, not by what they provide. */
  private Optional<PackageDescription> obsoleted(PackageDescription by, RpmDependency obsolete) {
    return packages.stream()
        .filter(other -> !other.equals(by) && other.nevra().name().equals(obsolete.name()))
        .filter(other -> overlap(obsolete, RpmSense.EXACTLY, other.nevra().evr()))
        .findFirst();
  }

  private List<PackageDescription> satisfying(RpmDependency need) {
    return offers.getOrDefault(need.name(), List.of()).stream()
        .filter(offer -> overlap(need, offer.sense(), offer.evr()))
        .map(Offer::by)
        .toList();
  }

  /** Whether a version can lie in what is asked for and in what is offered (rpmds.c). */
  private static boolean overlap(RpmDependency need, RpmSense sense, String evr) {
    if (need.sense() == RpmSense.ANY) {
      return true;
    }
    if (sense == RpmSense.ANY) {
      return false;
    }
    boolean withRelease = hasRelease(need.evr()) && hasRelease(evr);
    int order =
        withRelease
            ? RpmVersion.compare(evr, need.evr())
            : RpmVersion.compareWithoutRelease(evr, need.evr());
    if (order == 0) {
      return (sense.bits() & need.sense().bits()) != 0;
    }
    return order < 0 ? opens(sense, need.sense(), true) : opens(sense, need.sense(), false);
  }

  /** An offer below the need reaches it upwards, or the need reaches down to it. */
  private static boolean opens(RpmSense offer, RpmSense need, boolean offerBelow) {
    int greater = RpmSense.AFTER.bits();
    int less = RpmSense.BEFORE.bits();
    return (offer.bits() & (offerBelow ? greater : less)) != 0
        || (need.bits() & (offerBelow ? less : greater)) != 0;
  }

  private static boolean hasRelease(String evr) {
    return !new RpmVersion(evr).release().isEmpty();
  }

  private static RpmDependency dependency(Relation relation) {
    return relation
        .bound()
        .map(b -> new RpmDependency(relation.name(), sense(b.comparison()), b.version(), false))
        .orElseGet(() -> RpmDependency.any(relation.name()));
  }

  private static RpmSense sense(Comparison comparison) {
    return switch (comparison) {
      case BEFORE -> RpmSense.BEFORE;
      case AT_MOST -> RpmSense.AT_MOST;
      case EXACTLY -> RpmSense.EXACTLY;
      case AT_LEAST -> RpmSense.AT_LEAST;
      case AFTER -> RpmSense.AFTER;
    };
  }

  private void offer(String name, Offer offer) {
    offers.computeIfAbsent(name, _ -> new ArrayList<>()).add(offer);
  }

  private static Problem problem(PackageDescription one, String what) {
    return new Problem(one.nevra().toString(), what, AskedFor.MAKE_ANEW);
  }
}
