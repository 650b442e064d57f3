package org.pgv.manifests.lock;

import java.util.Comparator;

/** One build of one package. */
public record PackageId(String name, String version, String architecture)
    implements Comparable<PackageId> {
  private static final Comparator<PackageId> ORDER =
      Comparator.comparing(PackageId::name)
          .thenComparing(PackageId::architecture)
          .thenComparing(PackageId::version);

  @Override
  public int compareTo(PackageId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return name + "_" + version + "_" + architecture;
  }
}
