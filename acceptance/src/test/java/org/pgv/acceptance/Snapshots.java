package org.pgv.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The state of hosts before the installation, kept for the test that takes it away. */
final class Snapshots {
  private Snapshots() {}

  static void take(Lab lab, String host) throws IOException {
    Files.writeString(file(lab, host), HostState.configuration(lab, host));
  }

  /** The files that are not as they were; accounts of packages stay, as distributions want it. */
  static List<String> changed(Lab lab, String host) throws IOException {
    List<String> after = HostState.configuration(lab, host).lines().toList();
    return Files.readAllLines(file(lab, host)).stream()
        .filter(line -> !after.contains(line))
        .filter(line -> !line.matches(".* etc/(passwd|group|shadow|gshadow|subuid|subgid)"))
        .toList();
  }

  private static Path file(Lab lab, String host) {
    return lab.site().resolveSibling(host + ".before");
  }
}
