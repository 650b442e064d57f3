package org.pgv.installer.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.pgv.installer.sandbox.Sandbox.Member;

/**
 * A control group of its own for each host. Where systemd runs this machine, it makes them itself;
 * elsewhere all hosts would share one, and each host's systemd would see its services busy with the
 * processes of the others.
 */
final class ControlGroups {
  private static final String PARENT = "pgv-sandbox";
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Path mounts;
  private final Path systemd;

  /**
   * @param mounts the table of mounts, as in {@code /proc/self/mounts}
   * @param systemd a folder that is there where systemd runs the machine
   */
  ControlGroups(Path mounts, Path systemd) {
    this.mounts = mounts;
    this.systemd = systemd;
  }

  /**
   * Makes a host's groups, one in each hierarchy that systemd uses; none are made under systemd.
   */
  List<Path> make(Sandbox sandbox, Member member) throws IOException {
    List<Path> groups = all(sandbox, member);
    for (Path group : groups) {
      Files.createDirectories(group);
    }
    return groups;
  }

  /** Removes a host's groups, and those above it that are left empty. */
  void remove(Sandbox sandbox, Member member) throws IOException {
    for (Path group : all(sandbox, member)) {
      if (Files.isDirectory(group)) {
        removeTree(group);
        removeIfEmpty(group.resolve("..").normalize());
        removeIfEmpty(group.resolve("../..").normalize());
      }
    }
  }

  private List<Path> all(Sandbox sandbox, Member member) throws IOException {
    if (Files.isDirectory(systemd)) {
      return List.of();
    }
    return Files.readAllLines(mounts).stream()
        .map(line -> line.split(" ", -1))
        .filter(
            f -> f[2].equals("cgroup2") || (f[2].equals("cgroup") && f[3].contains("name=systemd")))
        .map(f -> Path.of(f[1], PARENT, sandbox.name().text(), member.name().text()))
        .toList();
  }

  /** A group is busy until the last of its killed processes is gone. */
  private static void removeTree(Path group) throws IOException {
    long end = System.nanoTime() + LIMIT.toNanos();
    for (Path child : childrenOf(group)) {
      removeTree(child);
    }
    while (Files.isDirectory(group)) {
      try {
        Files.deleteIfExists(group);
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        Pause.of(Duration.ofMillis(20));
      }
    }
  }

  private static void removeIfEmpty(Path group) throws IOException {
    if (Files.isDirectory(group) && childrenOf(group).isEmpty()) {
      Files.deleteIfExists(group);
    }
  }

  private static List<Path> childrenOf(Path group) throws IOException {
    try (Stream<Path> below = Files.list(group)) {
      return below.filter(Files::isDirectory).toList();
    }
  }
}
