package org.pgv.mirror.rpm;

/**
 * What tells packages of a repository apart: name, epoch, version, release and architecture.
 *
 * @param evr {@code [epoch:]version-release}, without an epoch of 0
 */
public record Nevra(String name, String evr, String arch) {

  public Nevra {
    if (name.isEmpty() || arch.isEmpty() || evr.indexOf('-') < 1 || evr.startsWith("0:")) {
      throw new IllegalArgumentException(
          "not a package's name, version-release and architecture: '"
              + name
              + "', '"
              + evr
              + "', '"
              + arch
              + "'");
    }
  }

  /** From the parts as metadata gives them; an empty epoch is 0. */
  public static Nevra of(String name, String epoch, String version, String release, String arch) {
    return new Nevra(name, RpmVersion.of(epoch, version, release).text(), arch);
  }

  /** Epoch, version and release. */
  public RpmVersion version() {
    return new RpmVersion(evr);
  }

  /** {@code name-[epoch:]version-release.arch}. */
  @Override
  public String toString() {
    return name + "-" + evr + "." + arch;
  }
}
