package org.pgv.installer.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.pgv.manifests.report.Event;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Sha256;

/**
 * The file system that a sandbox's hosts share below their own layers: what a fresh, bare host has,
 * made from the bundle's repository alone. It is made once for each bundle.
 */
final class BaseRoot {
  /** What a machine has that somebody installed an operating system on, and nothing of ours. */
  private static final List<String> PACKAGES =
      List.of(
          "systemd",
          "systemd-sysv",
          "dbus",
          "udev",
          "libpam-systemd",
          "openssh-server",
          "iproute2",
          "procps",
          "nftables",
          "ca-certificates",
          "netbase",
          "tzdata",
          "kmod",
          "sudo");

  /** A change of how roots are made must not meet an old root. */
  private static final String RECIPE = "1";

  /** What a fresh Debian installation has: the sources that a site without internet cannot use. */
  private static final String ONLINE_SOURCES =
      """
      Types: deb
      URIs: http://ftp.de.debian.org/debian
      Suites: %s %s-updates
      Components: main
      Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
      """;

  private final Commands commands;
  private final Path roots;
  private final Reporter reporter;

  BaseRoot(Commands commands, Path roots, Reporter reporter) {
    this.commands = commands;
    this.roots = roots;
    this.reporter = reporter;
  }

  /** The name of the root for this repository. */
  static String name(AptRepository repository) {
    String recipe = RECIPE + "\n" + repository.digest() + "\n" + String.join(",", PACKAGES);
    return Sha256.of(recipe).hex().substring(0, 24);
  }

  Path path(String name) {
    return roots.resolve(name);
  }

  boolean has(String name) {
    return Files.isDirectory(path(name));
  }

  /** Makes the root unless it is there; a root that was not finished is made anew. */
  void make(AptRepository repository) throws IOException {
    Path finished = path(name(repository));
    if (Files.isDirectory(finished)) {
      return;
    }
    String task = "making the hosts' base from the bundle's packages";
    reporter.report(new Event.Started(task, 0, Event.Unit.ITEMS));
    Files.createDirectories(roots);
    Path partial = finished.resolveSibling(finished.getFileName() + ".partial");
    commands.must("rm", "-rf", partial.toString());
    reporter.log(commands.must(mmdebstrap(repository, partial), ""));
    makeAnonymous(partial);
    Files.move(partial, finished, StandardCopyOption.ATOMIC_MOVE);
    reporter.report(new Event.Finished(task, finished.toString()));
  }

  /** Removes the roots of bundles that no sandbox uses any more. */
  void forgetAllBut(Set<String> used) throws IOException {
    if (!Files.isDirectory(roots)) {
      return;
    }
    try (Stream<Path> all = Files.list(roots)) {
      for (Path root : all.sorted().toList()) {
        if (!used.contains(String.valueOf(root.getFileName()))) {
          commands.must("rm", "-rf", "--one-file-system", root.toString());
        }
      }
    }
  }

  private static List<String> mmdebstrap(AptRepository repository, Path root) {
    return List.of(
        "mmdebstrap",
        "--mode=root",
        "--variant=minbase",
        "--format=directory",
        "--include=" + String.join(",", PACKAGES),
        "--aptopt=Acquire::Languages \"none\"",
        "--dpkgopt=force-unsafe-io",
        repository.suite(),
        root.toString(),
        "deb [signed-by=%s] copy://%s %s main"
            .formatted(repository.key(), repository.folder(), repository.suite()));
  }

  /** Takes out whatever would make two hosts alike, or tell of the machine they were made on. */
  private static void makeAnonymous(Path root) throws IOException {
    Path etc = root.resolve("etc");
    try (Stream<Path> keys = Files.list(etc.resolve("ssh"))) {
      for (Path key :
          keys.filter(k -> k.getFileName().toString().startsWith("ssh_host_")).toList()) {
        Files.delete(key);
      }
    }
    for (String file : List.of("hostname", "resolv.conf", "apt/sources.list")) {
      Files.deleteIfExists(etc.resolve(file));
    }
    Files.writeString(etc.resolve("machine-id"), "");
    String codename = codename(Files.readString(root.resolve("usr/lib/os-release")));
    Files.writeString(
        etc.resolve("apt/sources.list.d/debian.sources"),
        ONLINE_SOURCES.formatted(codename, codename));
  }

  /** What the distribution calls this release (os-release(5)). */
  private static String codename(String osRelease) {
    return osRelease
        .lines()
        .filter(line -> line.startsWith("VERSION_CODENAME="))
        .map(line -> line.substring(line.indexOf('=') + 1))
        .findFirst()
        .orElse("stable");
  }
}
