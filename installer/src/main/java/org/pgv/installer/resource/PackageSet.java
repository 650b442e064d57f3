package org.pgv.installer.resource;

import java.util.List;

/**
 * Packages that must be installed in exactly these versions, in one transaction of the host's
 * package manager, from the bundle's repository only. Services do not start by being installed.
 */
public record PackageSet(String name, Manager manager, List<PackageVersion> packages)
    implements Resource {

  /** The package manager of a host. */
  public enum Manager {
    APT("apt", "/var/log/apt/term.log"),
    DNF("dnf", "/var/log/dnf.rpm.log");

    private final String command;
    private final String log;

    Manager(String command, String log) {
      this.command = command;
      this.log = log;
    }

    /** What steps call it. */
    public String command() {
      return command;
    }

    /** Where it writes down what packages said. */
    public String log() {
      return log;
    }
  }

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
