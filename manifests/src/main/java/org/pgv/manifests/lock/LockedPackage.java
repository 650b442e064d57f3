package org.pgv.manifests.lock;

import java.util.List;

/** A package of the bundle. */
public record LockedPackage(PackageId id, Origin origin, LockedFile file, Reason reason) {

  /** The repository and suite the package comes from. */
  public record Origin(String repository, String suite) {}

  /**
   * Why a package is in the bundle.
   *
   * @param namedFor the roles whose manifest entry names it
   * @param roles the roles that need it
   * @param why one chain of needs that leads to it, from a package that is named
   */
  public record Reason(List<String> namedFor, List<String> roles, List<String> why) {
    public Reason {
      namedFor = namedFor.stream().sorted().toList();
      roles = roles.stream().sorted().toList();
      why = List.copyOf(why);
    }
  }
}
