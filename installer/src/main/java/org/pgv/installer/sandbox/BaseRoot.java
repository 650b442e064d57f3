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
  /** A change of how roots are made must not meet an old root. */
  private static final String RECIPE = "2";

  private final Commands commands;
  private final Path roots;
  private final Reporter reporter;

  BaseRoot(Commands commands, Path roots, Reporter reporter) {
    this.commands = commands;
    this.roots = roots;
    this.reporter = reporter;
  }

  /** The name of the root for this repository. */
  static String name(BundleRepository repository) {
    String recipe =
        RECIPE + "\n" + repository.digest() + "\n" + RootMaker.of(repository.family()).recipe();
    return Sha256.of(recipe).hex().substring(0, 24);
  }

  Path path(String name) {
    return roots.resolve(name);
  }

  boolean has(String name) {
    return Files.isDirectory(path(name));
  }

  /** Makes the root unless it is there; a root that was not finished is made anew. */
  void make(BundleRepository repository) throws IOException {
    Path finished = path(name(repository));
    if (Files.isDirectory(finished)) {
      return;
    }
    String task = "making the hosts' base from the bundle's packages";
    reporter.report(new Event.Started(task, 0, Event.Unit.ITEMS));
    Files.createDirectories(roots);
    Path partial = finished.resolveSibling(finished.getFileName() + ".partial");
    commands.must("rm", "-rf", partial.toString());
    reporter.log(RootMaker.of(repository.family()).make(commands, repository, partial));
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

  /** Takes out whatever would make two hosts alike, or tell of the machine they were made on. */
  private static void makeAnonymous(Path root) throws IOException {
    Path etc = root.resolve("etc");
    try (Stream<Path> keys = Files.list(etc.resolve("ssh"))) {
      for (Path key :
          keys.filter(k -> k.getFileName().toString().startsWith("ssh_host_")).toList()) {
        Files.delete(key);
      }
    }
    for (String file : List.of("hostname", "resolv.conf")) {
      Files.deleteIfExists(etc.resolve(file));
    }
    Files.writeString(etc.resolve("machine-id"), "");
  }
}
