package org.pgv.installer.resource;

import java.util.List;

/**
 * Packages that must be installed in exactly these versions, in one transaction of the host's
 * package manager, from the bundle's repository only. Services do not start by being installed.
 */
public record PackageSet(String name, List<PackageVersion> packages) implements Resource {

  /** The only file the transaction reads package sources from, whatever else the host has. */
  public static final String SOURCES = "/etc/apt/sources.list.d/pgv.sources";

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
