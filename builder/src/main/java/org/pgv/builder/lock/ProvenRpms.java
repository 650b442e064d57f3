package org.pgv.builder.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.PathBelow;
import org.pgv.mirror.rpm.RpmPackage;
import org.pgv.mirror.upstream.repomd.LockedRepositories;

/** Every locked package with what its repository's metadata says of it. */
public record ProvenRpms(List<LockedRepositories.Proven> repositories, List<Proven> packages)
    implements ProvenSet {
  public ProvenRpms {
    repositories = List.copyOf(repositories);
    packages = List.copyOf(packages);
  }

  /** A locked package and what its repository says of it. */
  public record Proven(
      LockedPackage locked, RpmPackage metadata, LockedRepositories.Proven repository) {}

  /** Every package of the lock; refuses packages that no repository has in just this form. */
  static ProvenRpms of(Lock lock, List<LockedRepositories.Proven> repositories) {
    List<Proven> found = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (LockedPackage locked : lock.packages()) {
      Optional<Proven> proven = find(locked, repositories);
      proven.ifPresentOrElse(found::add, () -> problems.add(unknown(locked)));
    }
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.NOT_TRUSTED, problems);
    }
    return new ProvenRpms(repositories, found);
  }

  /** What the repository of a package says of it. */
  RpmPackage metadata(LockedPackage locked) {
    return packages.stream()
        .filter(one -> one.locked().id().equals(locked.id()))
        .map(Proven::metadata)
        .findFirst()
        .orElseThrow();
  }

  private static Optional<Proven> find(
      LockedPackage locked, List<LockedRepositories.Proven> repositories) {
    for (LockedRepositories.Proven repository : repositories) {
      if (repository.repository().name().equals(locked.origin().repository())) {
        return repository.contents().packages().named(locked.id().name()).stream()
            .filter(metadata -> same(locked, metadata))
            .findFirst()
            .map(metadata -> new Proven(locked, metadata, repository));
      }
    }
    return Optional.empty();
  }

  private static boolean same(LockedPackage locked, RpmPackage metadata) {
    return RpmOffers.idOf(metadata).equals(locked.id())
        && PathBelow.of(metadata.location()).equals(Optional.of(locked.file().path()))
        && (metadata.size() < 0 || metadata.size() == locked.file().size())
        && metadata.digest().isPresent()
        && metadata
            .digest()
            .get()
            .sha256()
            .orElse(locked.file().sha256())
            .equals(locked.file().sha256());
  }

  private static Problem unknown(LockedPackage locked) {
    return new Problem(
        locked.id().toString(),
        "no metadata of its repository vouches for this package of the lock",
        "the lock was altered: make it anew with 'pgv-bundle lock'");
  }
}
