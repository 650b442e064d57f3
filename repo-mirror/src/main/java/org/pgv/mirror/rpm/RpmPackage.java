package org.pgv.mirror.rpm;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.pgv.manifests.lock.ListedFile;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.PathBelow;
import org.pgv.manifests.value.StrongDigest;

/**
 * One package as the repository's primary metadata describes it. It is a view: lists are made from
 * the index's tables when they are asked for, because most of the many thousand never are.
 */
public final class RpmPackage {
  private static final Pattern BASE = Pattern.compile("(?i)https?://[^/?#\\s]+(?:/[^?#\\s]*)?");

  private final RpmIndex index;
  private final int number;

  RpmPackage(RpmIndex index, int number) {
    this.index = index;
    this.number = number;
  }

  public Nevra nevra() {
    return new Nevra(name(), evr(), arch());
  }

  public String name() {
    return index.text(RpmTables.NAME, number);
  }

  /** {@code [epoch:]version-release}, without an epoch of 0. */
  public String evr() {
    return index.text(RpmTables.EVR, number);
  }

  public String arch() {
    return index.text(RpmTables.ARCH, number);
  }

  /** Where the file is, relative to the repository's own address. */
  public String location() {
    return index.text(RpmTables.LOCATION, number);
  }

  /** The source package's file name, such as {@code bash-5.1.8-6.el9.src.rpm}; may be empty. */
  public String sourceRpm() {
    return index.text(RpmTables.SOURCE, number);
  }

  /** The file's checksum as it is listed, such as {@code sha256:0123…}, of whatever kind. */
  public String checksum() {
    return index.checksum(number);
  }

  /** The file's digest; empty where it is listed by none that can be relied on. */
  public Optional<StrongDigest> digest() {
    String checksum = checksum();
    int colon = checksum.indexOf(':');
    try {
      return StrongDigest.Algorithm.named(checksum.substring(0, colon))
          .map(algorithm -> new StrongDigest(algorithm, checksum.substring(colon + 1)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** The address that the location is relative to; empty for the repository's own. */
  public Optional<URI> base() {
    String base = index.text(RpmTables.BASE, number);
    return base.isEmpty()
        ? Optional.empty()
        : Optional.of(URI.create(base.endsWith("/") ? base : base + "/"));
  }

  /** The file as it is listed; refuses one that is listed so that it cannot be used. */
  public ListedFile file() {
    Optional<String> path = PathBelow.of(location());
    if (path.isEmpty()) {
      throw refused("its location '" + location() + "' leads out of the repository");
    }
    Optional<StrongDigest> digest = digest();
    if (digest.isEmpty()) {
      throw refused(
          "it is listed by '" + checksum() + "' alone; relied on are sha256, sha384 and sha512");
    }
    String base = index.text(RpmTables.BASE, number);
    if (!base.isEmpty() && !BASE.matcher(base).matches()) {
      throw refused("its address '" + base + "' is none of http or https");
    }
    OptionalLong size = size() < 0 ? OptionalLong.empty() : OptionalLong.of(size());
    return new ListedFile(path.get(), size, digest.get());
  }

  private Refusal refused(String why) {
    return new Refusal(
        ExitCode.FAILED,
        new Problem(
            origin() + ": " + this,
            "cannot be used: " + why,
            "tell those who run the repository; until then leave it out with 'exclude'"));
  }

  /** The file's size in bytes; negative where it is not said. */
  public long size() {
    return index.size(number);
  }

  /** Its place among the packages of its index, from 0. */
  public int number() {
    return number;
  }

  /** Whether a list of dependencies is not empty. */
  public boolean has(RpmField field) {
    return index.has(number, field);
  }

  /** The dependencies of one list, in the order of the metadata. */
  public List<RpmDependency> relations(RpmField field) {
    return index.relations(number, field);
  }

  /** Its Provides entries of one name. */
  public List<RpmDependency> provisions(String name) {
    return index.provisions(number, name);
  }

  /** The files that primary itself lists; the rest are in filelists. */
  public List<String> files() {
    return index.files(number);
  }

  /** What problems call the repository this package is from. */
  public String origin() {
    return index.origin();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RpmPackage that && index == that.index && number == that.number;
  }

  @Override
  public int hashCode() {
    return number;
  }

  @Override
  public String toString() {
    return nevra().toString();
  }
}
