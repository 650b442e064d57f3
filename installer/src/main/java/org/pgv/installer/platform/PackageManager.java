package org.pgv.installer.platform;

import java.util.List;
import org.pgv.installer.resource.PackageSet.PackageVersion;
import org.pgv.installer.resource.Resource;

/**
 * A host's own package manager, told to look at nothing but the bundle's repository. Scripts are
 * POSIX shell.
 */
public interface PackageManager {

  /** What makes a repository the host's only source of packages. */
  List<Resource> source(Source source);

  /**
   * A script that changes nothing and says whether these versions could be installed on this host,
   * with what it has now; exits with 0 if so.
   *
   * @param folder on the host, with the repository's metadata in {@code repository} and its public
   *     key in {@code key.asc}; scratch files go there, too
   */
  String simulate(String folder, Suite suite, List<PackageVersion> packages);

  /** The part of a repository that is meant. */
  record Suite(String name, List<String> components) {
    public Suite {
      components = List.copyOf(components);
    }
  }

  /**
   * A repository as one host sees it.
   *
   * @param address a {@code https:} or {@code file:} URI
   * @param host the host name in the address; empty for a folder
   * @param authority path of the certificate that its server is verified by
   * @param key the OpenPGP key that signs it, armoured
   */
  record Source(String address, String host, String authority, String key, Suite suite) {}
}
