package org.pgv.installer.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.pgv.installer.answer.Answer;
import org.pgv.installer.resource.PackageSet;
import org.pgv.installer.resource.PackageSet.PackageVersion;
import org.pgv.installer.resource.Resource;

/**
 * A host's own package manager, told to look at nothing but the bundle's repository. Scripts are
 * POSIX shell.
 */
public interface PackageManager {

  /** The shell functions that steps use: of each package manager, {@code COMMAND_install}. */
  static String functions() {
    return Answer.script(PackageManager.class, "apt-options.sh")
        + Answer.script(PackageManager.class, "apt.sh")
        + Answer.script(PackageManager.class, "dnf.sh");
  }

  /** Which one it is. */
  PackageSet.Manager kind();

  /** What makes a repository the host's only source of packages. */
  List<Resource> source(Source source);

  /**
   * The files of a repository that a simulation reads: its metadata, none of its packages.
   *
   * @param repository the bundle's, on the admin host
   */
  List<Path> metadata(Path repository) throws IOException;

  /**
   * A script that changes nothing and says whether these versions could be installed on this host,
   * with what it has now; exits with 0 if so.
   *
   * @param folder on the host, with the repository's metadata in {@code repository} and its public
   *     keys in {@code key.asc}; scratch files go there, too
   */
  String simulate(String folder, List<PackageVersion> packages);

  /**
   * Reads what that script said.
   *
   * @param done whether it exited with 0
   */
  Simulation simulation(boolean done, String output, String errors);

  /**
   * A repository as one host sees it.
   *
   * @param address a {@code https:} or {@code file:} URI
   * @param host the host name in the address; empty for a folder
   * @param authority path of the certificate that its server is verified by
   * @param key the OpenPGP keys that sign it and what is in it, armoured
   */
  record Source(String address, String host, String authority, String key) {}
}
