package org.pgv.builder.lock;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.lock.PackageId;
import org.pgv.manifests.manifest.Manifest;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.manifest.PackageRequest;
import org.pgv.manifests.manifest.RoleName;
import org.pgv.manifests.manifest.RoleRequest;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.mirror.resolve.Candidate;
import org.pgv.mirror.resolve.Chosen;
import org.pgv.mirror.resolve.Comparison;
import org.pgv.mirror.resolve.Pin;
import org.pgv.mirror.resolve.Recommends;
import org.pgv.mirror.resolve.Relation;
import org.pgv.mirror.resolve.Request;
import org.pgv.mirror.resolve.Resolution;
import org.pgv.mirror.resolve.Resolver;
import org.pgv.mirror.resolve.Wanted;

/** Chooses the packages of a bundle. It asks nobody: the same repositories give the same lock. */
public final class LockMaker {
  /** To be raised with every change that can make another choice from the same input. */
  public static final String RESOLVER_VERSION = "1";

  private LockMaker() {}

  /**
   * The lock of a manifest over what its repositories offer; refuses with a chain of reasons where
   * there is none.
   */
  public static Lock make(ManifestDocument document, Offers offers) {
    return switch (resolved(document.manifest(), offers)) {
      case Resolution.Answer(List<Chosen> packages) -> {
        mustBeClear(packages, offers);
        yield new Lock(
            document.manifest().target(),
            RESOLVER_VERSION,
            document.inputs(RESOLVER_VERSION),
            offers.suites(),
            locked(packages, offers));
      }
      case Resolution.Impossible(List<String> reasons) ->
          throw new Refusal(
              ExitCode.FAILED,
              reasons.stream()
                  .map(
                      reason ->
                          new Problem(
                              document.place(),
                              reason,
                              "change the manifest, or add the repository that has it"))
                  .toList());
    };
  }

  private static void mustBeClear(List<Chosen> chosen, Offers offers) {
    List<Problem> problems = offers.ambiguous(chosen.stream().map(Chosen::candidate).toList());
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.NOT_TRUSTED, problems);
    }
  }

  /** What an answer gives rise to is asked for, too, until nothing more comes of it. */
  private static Resolution resolved(Manifest manifest, Offers offers) {
    Resolver resolver = new Resolver(offers.universe());
    List<Wanted> more = new ArrayList<>();
    while (true) {
      Resolution resolution = resolver.resolve(request(manifest, offers, more));
      if (!(resolution instanceof Resolution.Answer(List<Chosen> chosen))) {
        return resolution;
      }
      List<Wanted> missing =
          consequences(chosen, offers).filter(wanted -> !more.contains(wanted)).toList();
      if (missing.isEmpty()) {
        return resolution;
      }
      more.addAll(missing);
    }
  }

  /** What is pinned and not needed by anything else is asked for as something extra. */
  private static Stream<Wanted> consequences(List<Chosen> chosen, Offers offers) {
    Set<PackageId> there =
        chosen.stream().map(one -> offers.offered(one.candidate()).id()).collect(toSet());
    Stream<Wanted> pinned =
        offers.pinned().stream()
            .filter(id -> !there.contains(id))
            .map(id -> new Wanted(build(id), RoleName.EXTRA));
    List<Candidate> candidates = chosen.stream().map(Chosen::candidate).toList();
    return Stream.concat(pinned, offers.groupedBeside(candidates).stream());
  }

  private static Relation build(PackageId id) {
    return Relation.of(id.name() + "." + id.architecture(), Comparison.EXACTLY, id.version());
  }

  /** Others rely on essential packages without saying so: they are part of every base. */
  private static Request request(Manifest manifest, Offers offers, List<Wanted> more) {
    List<Wanted> wanted = new ArrayList<>();
    List<Pin> pins = new ArrayList<>();
    for (String name : offers.essential()) {
      wanted.add(new Wanted(Relation.any(name), RoleName.BASE));
    }
    for (RoleRequest role : manifest.roles()) {
      for (PackageRequest one : role.packages()) {
        wanted.add(new Wanted(Relation.any(one.name()), role.role()));
        one.version().ifPresent(version -> pins.add(new Pin(one.name(), version)));
      }
    }
    wanted.addAll(offers.grouped());
    wanted.addAll(more);
    return new Request(
        wanted.stream().distinct().toList(),
        pins,
        offers.excluded(),
        manifest.choice().recommends() ? Recommends.ALL : Recommends.NONE,
        manifest.choice().best());
  }

  private static List<LockedPackage> locked(List<Chosen> chosen, Offers offers) {
    List<LockedPackage> locked = new ArrayList<>();
    for (Chosen one : chosen) {
      Offers.Offered offered = offers.offered(one.candidate());
      locked.add(
          new LockedPackage(
              offered.id(),
              offered.origin(),
              offered.file(),
              new LockedPackage.Reason(one.namedFor(), one.neededFor(), one.why())));
    }
    return locked;
  }
}
