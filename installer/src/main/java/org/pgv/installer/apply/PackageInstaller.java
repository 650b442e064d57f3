package org.pgv.installer.apply;

import java.util.List;
import org.pgv.installer.resource.PackageSet.PackageVersion;

/** Knows the host's own package manager. */
@FunctionalInterface
public interface PackageInstaller {
  /**
   * A POSIX shell script that installs these versions in one transaction, starts nothing, and first
   * finishes what an interrupted one left.
   */
  String install(List<PackageVersion> packages);
}
