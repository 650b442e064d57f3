package org.pgv.installer.topology;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pgv.installer.enrolment.Release;
import org.pgv.installer.probe.Software;
import org.pgv.installer.resource.CopiedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.installer.resource.PackageSet.PackageVersion;
import org.pgv.manifests.bundle.SignedFolder;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.manifest.RoleName;
import org.pgv.manifests.value.Sha256;

/**
 * A verified bundle, as far as hosts see it.
 *
 * @param files the folder of what is no package, on the admin host
 */
public record BundleContents(Release release, Lock lock, Repository repository, Path files) {
  /** The first two numbers of a version, after its epoch. */
  private static final Pattern RELEASE = Pattern.compile("(?:[0-9]+:)?([0-9]{1,6})\\.([0-9]{1,6})");

  /** What the bundle is called. */
  public String name() {
    return release.name();
  }

  /** The digest of all that is in it. */
  public Sha256 digest() {
    return release.digest();
  }

  /**
   * The bundle's package repository.
   *
   * @param files where it is on the admin host, and each file's digest
   * @param key the OpenPGP keys that sign it and what is in it, armoured
   */
  public record Repository(SignedFolder files, String key) {}

  /**
   * The packages of some roles with all they need, without what every host has anyway: that stays
   * as it is unless one of these needs it newer.
   */
  public List<PackageVersion> packagesFor(List<String> roles) {
    return packages(entry -> !isBase(entry) && isFor(entry, roles));
  }

  /** What every host should have anyway, and a role needs: on hosts that lack it nevertheless. */
  public List<PackageVersion> lacking(String role, Software installed) {
    return packages(
        entry ->
            isBase(entry)
                && isFor(entry, List.of(role))
                && installed.version(entry.id().name()).isEmpty());
  }

  /** The packages of some roles with all they need, and what every host has. */
  public List<PackageVersion> packagesWithBaseFor(List<String> roles) {
    return packages(entry -> isBase(entry) || isFor(entry, roles));
  }

  /** The digest of the versions of what a role names: another one means other software. */
  public Sha256 versionOf(String role) {
    StringBuilder versions = new StringBuilder();
    lock.namedFor(role).forEach(entry -> versions.append(entry.id()).append('\n'));
    return Sha256.of(versions.toString());
  }

  /**
   * Whether what a role names is this release or a later one, by its version's first two numbers.
   */
  public boolean isAtLeast(String role, int major, int minor) {
    return lock.namedFor(role).stream()
        .map(entry -> RELEASE.matcher(entry.id().version()))
        .filter(Matcher::lookingAt)
        .anyMatch(
            release -> {
              int first = Integer.parseInt(release.group(1));
              return first > major
                  || (first == major && Integer.parseInt(release.group(2)) >= minor);
            });
  }

  /** A file that is no package, as it must be on a host; empty where the bundle has none. */
  public Optional<CopiedFile> file(String artifact, String path, Ownership ownership) {
    return lock.artifact(artifact)
        .map(
            locked ->
                new CopiedFile(
                    path, ownership, files.resolve(locked.name()), locked.file().sha256()));
  }

  private List<PackageVersion> packages(Predicate<LockedPackage> wanted) {
    return lock.packages().stream()
        .filter(wanted)
        .map(entry -> new PackageVersion(entry.id().name(), entry.id().version()))
        .toList();
  }

  private static boolean isBase(LockedPackage entry) {
    return entry.reason().roles().contains(RoleName.BASE);
  }

  private static boolean isFor(LockedPackage entry, List<String> roles) {
    return entry.reason().roles().stream().anyMatch(roles::contains);
  }
}
