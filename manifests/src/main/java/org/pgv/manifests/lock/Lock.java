package org.pgv.manifests.lock;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.value.Target;

/**
 * Every package and every other file of a bundle, what proves it and why it is there. It names no
 * mirror, so that it is the same wherever it is made.
 *
 * @param resolver the version of the resolver that chose the packages
 * @param inputs the digest of what the lock was made from; another one means that it is stale
 */
public record Lock(
    Target target,
    String resolver,
    Sha256 inputs,
    List<LockedSuite> suites,
    List<LockedPackage> packages,
    List<LockedArtifact> artifacts) {

  public Lock {
    suites =
        suites.stream()
            .sorted(Comparator.comparing(LockedSuite::repository).thenComparing(LockedSuite::suite))
            .toList();
    packages = packages.stream().sorted(Comparator.comparing(LockedPackage::id)).toList();
    artifacts = artifacts.stream().sorted().toList();
  }

  /** A lock of packages alone. */
  public Lock(
      Target target,
      String resolver,
      Sha256 inputs,
      List<LockedSuite> suites,
      List<LockedPackage> packages) {
    this(target, resolver, inputs, suites, packages, List.of());
  }

  /** This lock with these artifacts. */
  public Lock with(List<LockedArtifact> all) {
    return new Lock(target, resolver, inputs, suites, packages, all);
  }

  public Optional<LockedArtifact> artifact(String name) {
    return artifacts.stream().filter(a -> a.name().equals(name)).findFirst();
  }

  /** The packages that are named for a role, without what they need. */
  public List<LockedPackage> namedFor(String role) {
    return packages.stream().filter(p -> p.reason().namedFor().contains(role)).toList();
  }

  /** The packages of a role: the named ones and all they need. */
  public List<LockedPackage> neededFor(String role) {
    return packages.stream().filter(p -> p.reason().roles().contains(role)).toList();
  }

  public Optional<LockedPackage> find(String name) {
    return packages.stream().filter(p -> p.id().name().equals(name)).findFirst();
  }

  /** When the newest of the signed indices was made: the time a bundle bears by default. */
  public Instant newestIndex() {
    return suites.stream()
        .map(LockedSuite::date)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  /** What all packages weigh together. */
  public long packageBytes() {
    return packages.stream().mapToLong(p -> p.file().size()).sum();
  }

  /** What all packages and other files weigh together. */
  public long bytes() {
    return packageBytes() + artifacts.stream().mapToLong(a -> a.file().size()).sum();
  }
}
