package org.pgv.mirror.rpm;

/**
 * One entry of a package's dependency lists.
 *
 * @param name a package, capability or absolute path; a rich dependency is its whole expression,
 *     which begins with {@code (}
 * @param evr {@code [epoch:]version[-release]}, without an epoch of 0; empty where the sense is any
 * @param pre whether a requirement must be met before the package's scripts run
 */
public record RpmDependency(String name, RpmSense sense, String evr, boolean pre) {

  public RpmDependency {
    if ((sense == RpmSense.ANY) != evr.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + name + "': a comparison and a version only come together");
    }
  }

  /** A dependency on a name alone. */
  public static RpmDependency any(String name) {
    return new RpmDependency(name, RpmSense.ANY, "", false);
  }

  public boolean rich() {
    return name.startsWith("(");
  }

  public boolean file() {
    return name.startsWith("/");
  }

  @Override
  public String toString() {
    return sense == RpmSense.ANY ? name : name + " " + sense.symbol() + " " + evr;
  }
}
