package org.pgv.installer.resource;

import java.util.List;

/**
 * Packages that must be installed in exactly these versions, in one transaction of the host's
 * package manager, from the bundle's repository only. Services do not start by being installed.
 *
 * @param manager what steps call the package manager
 */
public record PackageSet(String name, String manager, List<PackageVersion> packages)
    implements Resource {

  /** A package by name and exact version, in the host's own spelling. */
  public record PackageVersion(String name, String version) {}

  public PackageSet {
    packages = List.copyOf(packages);
  }

  @Override
  public String title() {
    return "packages " + name;
  }
}
