package org.pgv.builder.lock;

import java.util.ArrayList;
import java.util.List;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.lock.LockedFile;
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
import org.pgv.mirror.deb.DebPackage;
import org.pgv.mirror.deb.PackagesIndex;
import org.pgv.mirror.resolve.Chosen;
import org.pgv.mirror.resolve.Pin;
import org.pgv.mirror.resolve.Recommends;
import org.pgv.mirror.resolve.Relation;
import org.pgv.mirror.resolve.Request;
import org.pgv.mirror.resolve.Resolution;
import org.pgv.mirror.resolve.Resolver;
import org.pgv.mirror.resolve.Wanted;
import org.pgv.mirror.universe.DebCandidate;
import org.pgv.mirror.universe.DebRepository;
import org.pgv.mirror.universe.DebUniverse;
import org.pgv.mirror.upstream.SuiteIndex;

/** Chooses the packages of a bundle. It asks nobody: the same repositories give the same lock. */
public final class LockMaker {
  /** To be raised with every change that can make another choice from the same input. */
  public static final String RESOLVER_VERSION = "1";

  private LockMaker() {}

  /**
   * The lock of a manifest over these suites; refuses with a chain of reasons where there is none.
   */
  public static Lock make(ManifestDocument document, List<SuiteIndex> suites) {
    Manifest manifest = document.manifest();
    DebUniverse universe =
        new DebUniverse(repositories(suites), manifest.target().architecture().deb());
    Request request = request(manifest, universe);
    return switch (new Resolver(universe).resolve(request)) {
      case Resolution.Answer(List<Chosen> packages) ->
          new Lock(
              manifest.target(),
              RESOLVER_VERSION,
              document.inputs(RESOLVER_VERSION),
              suites.stream().map(SuiteIndex::locked).toList(),
              locked(packages, suites));
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

  private static List<DebRepository> repositories(List<SuiteIndex> suites) {
    List<DebRepository> repositories = new ArrayList<>();
    for (SuiteIndex suite : suites) {
      for (PackagesIndex index : suite.packages()) {
        repositories.add(new DebRepository(index, suite.priority()));
      }
    }
    return repositories;
  }

  /** Others rely on essential packages without saying so: they are part of every base. */
  private static Request request(Manifest manifest, DebUniverse universe) {
    List<Wanted> wanted = new ArrayList<>();
    List<Pin> pins = new ArrayList<>();
    for (String name : universe.essential()) {
      wanted.add(new Wanted(Relation.any(name), RoleName.BASE));
    }
    for (RoleRequest role : manifest.roles()) {
      for (PackageRequest one : role.packages()) {
        wanted.add(new Wanted(Relation.any(one.name()), role.role()));
        one.version().ifPresent(version -> pins.add(new Pin(one.name(), version)));
      }
    }
    return new Request(
        wanted.stream().distinct().toList(),
        pins,
        manifest.exclude(),
        manifest.recommends() ? Recommends.ALL : Recommends.NONE);
  }

  private static List<LockedPackage> locked(List<Chosen> chosen, List<SuiteIndex> suites) {
    List<LockedPackage> locked = new ArrayList<>();
    for (Chosen one : chosen) {
      DebPackage stanza = ((DebCandidate) one.candidate()).stanza();
      SuiteIndex suite = suiteOf(stanza, suites);
      locked.add(
          new LockedPackage(
              idOf(stanza),
              new LockedPackage.Origin(suite.locked().repository(), suite.locked().suite()),
              new LockedFile(stanza.filename(), stanza.size(), stanza.sha256()),
              new LockedPackage.Reason(one.namedFor(), one.neededFor(), one.why())));
    }
    return locked;
  }

  static PackageId idOf(DebPackage stanza) {
    return new PackageId(stanza.name(), stanza.version().text(), stanza.architecture());
  }

  private static SuiteIndex suiteOf(DebPackage stanza, List<SuiteIndex> suites) {
    return suites.stream()
        .filter(
            suite -> suite.packages().stream().anyMatch(i -> i.origin().equals(stanza.origin())))
        .findFirst()
        .orElseThrow();
  }
}
