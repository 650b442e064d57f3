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
import org.pgv.mirror.upstream.LockedUpstream;

/** Finds the stanza of every locked package in an index that a pinned key vouches for. */
public final class ProvenPackages {
  private ProvenPackages() {}

  /** A locked package and what its repository says of it. */
  public record Proven(LockedPackage locked, DebPackage stanza) {}

  /** Every package of the lock; refuses packages that no signed index has in just this form. */
  public static List<Proven> find(Lock lock, List<LockedUpstream.Proven> suites) {
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
    return found;
  }

  private static Optional<DebPackage> find(
      LockedPackage locked, List<LockedUpstream.Proven> suites) {
    for (LockedUpstream.Proven suite : suites) {
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
    return LockMaker.idOf(stanza).equals(locked.id())
        && stanza.sha256().equals(locked.file().sha256())
        && stanza.size() == locked.file().size()
        && stanza.filename().equals(locked.file().path());
  }
}
