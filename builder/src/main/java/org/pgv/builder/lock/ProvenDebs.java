package org.pgv.builder.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.mirror.deb.DebPackage;
import org.pgv.mirror.deb.PackagesIndex;
import org.pgv.mirror.upstream.apt.LockedSuites;

/** Every locked package with its stanza in an index that a pinned key vouches for. */
public record ProvenDebs(List<LockedSuites.Proven> suites, List<Proven> packages)
    implements ProvenSet {
  public ProvenDebs {
    suites = List.copyOf(suites);
    packages = List.copyOf(packages);
  }

  /** A locked package and what its repository says of it. */
  public record Proven(LockedPackage locked, DebPackage stanza) {}

  /** Every package of the lock; refuses packages that no signed index has in just this form. */
  static ProvenDebs of(Lock lock, List<LockedSuites.Proven> suites) {
    List<Proven> found = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (LockedPackage locked : lock.packages()) {
      Optional<DebPackage> stanza = find(locked, suites);
      if (stanza.isPresent()) {
        found.add(new Proven(locked, stanza.get()));
      } else {
        problems.add(
            new Problem(
                locked.id().toString(),
                "no signed index vouches for this package of the lock",
                "the lock was altered: make it anew with 'pgv-bundle lock'"));
      }
    }
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.NOT_TRUSTED, problems);
    }
    return new ProvenDebs(suites, found);
  }

  private static Optional<DebPackage> find(LockedPackage locked, List<LockedSuites.Proven> suites) {
    for (LockedSuites.Proven suite : suites) {
      if (suite.suite().repository().equals(locked.origin().repository())
          && suite.suite().suite().equals(locked.origin().suite())) {
        for (PackagesIndex index : suite.packages()) {
          for (DebPackage stanza : index.named(locked.id().name())) {
            if (same(locked, stanza)) {
              return Optional.of(stanza);
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean same(LockedPackage locked, DebPackage stanza) {
    return DebOffers.idOf(stanza).equals(locked.id())
        && stanza.digest().sha256().orElse(locked.file().sha256()).equals(locked.file().sha256())
        && stanza.size() == locked.file().size()
        && stanza.path().equals(locked.file().path());
  }
}
