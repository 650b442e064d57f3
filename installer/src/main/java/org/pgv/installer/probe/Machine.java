package org.pgv.installer.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The machine below the software.
 *
 * @param clockAhead by how much its clock is ahead of the admin host's; negative where behind
 */
public record Machine(
    Identity identity,
    OperatingSystem system,
    Capacity capacity,
    List<Mount> mounts,
    Duration clockAhead) {

  /**
   * Who it says it is.
   *
   * @param fqdn empty where the host knows no name with a domain
   * @param id the machine-id, the same on two hosts only where one was cloned badly
   */
  public record Identity(String hostName, String fqdn, String id) {}

  /**
   * What it runs.
   *
   * @param name as in os-release: {@code debian}, {@code rhel}, {@code rocky}
   * @param version as in os-release: {@code 13}, {@code 9.6}
   * @param architecture the kernel's name, such as {@code x86_64}
   * @param container the kind of container it is, as systemd-detect-virt says; empty on a machine
   * @param init what process 1 is; {@code systemd} on a host that can be managed
   */
  public record OperatingSystem(
      String name,
      String version,
      String architecture,
      Optional<String> container,
      String init,
      Security security) {}

  /**
   * What its administrator restricts.
   *
   * @param selinux whether SELinux is on, enforcing or only noting
   * @param fips whether the kernel is in FIPS mode
   * @param cryptoPolicy the policy of all cryptographic libraries, such as {@code DEFAULT}; empty
   *     where the system has none
   */
  public record Security(boolean selinux, boolean fips, String cryptoPolicy) {
    /** No restriction at all. */
    public static final Security NONE = new Security(false, false, "");
  }

  /** How much it has. */
  public record Capacity(int cpus, long memoryBytes) {}

  /** A mounted file system that can hold data. */
  public record Mount(String path, String fileSystem, long sizeBytes, long freeBytes) {}

  public Machine {
    mounts = List.copyOf(mounts);
  }

  /** The file system that holds this absolute path. */
  public Optional<Mount> mountOf(String path) {
    return mounts.stream()
        .filter(mount -> holds(mount.path(), path))
        .max(java.util.Comparator.comparingInt((Mount mount) -> mount.path().length()));
  }

  private static boolean holds(String mountPoint, String path) {
    return mountPoint.equals("/") || path.equals(mountPoint) || path.startsWith(mountPoint + "/");
  }
}
