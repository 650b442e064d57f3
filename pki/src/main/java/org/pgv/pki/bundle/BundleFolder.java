package org.pgv.pki.bundle;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.bundle.BundlePath;
import org.pgv.manifests.bundle.FileDigests;
import org.pgv.manifests.problem.Problem;

/** What is in a bundle's folder, compared with what may be in it, without opening any file. */
final class BundleFolder extends SimpleFileVisitor<Path> {
  private final Path folder;
  private final Collection<BundlePath> listed;
  private final SortedMap<BundlePath, Long> present = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private BundleFolder(Path folder, Collection<BundlePath> listed) {
    this.folder = folder;
    this.listed = listed;
  }

  static BundleFolder look(Path folder, Collection<BundlePath> listed) throws IOException {
    BundleFolder result = new BundleFolder(folder, listed);
    // Links are not followed: a link is a fault, wherever it leads.
    Files.walkFileTree(folder, result);
    for (BundlePath path : listed) {
      if (!result.present.containsKey(path)) {
        result.problem(path.text(), "is missing");
      }
    }
    return result;
  }

  /** The listed files that are there. */
  List<FileDigests.Item> items() {
    return present.entrySet().stream()
        .map(entry -> new FileDigests.Item(entry.getKey(), entry.getValue()))
        .toList();
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    String name = relative(file);
    if (attributes.isSymbolicLink()) {
      problem(name, "is a link, and a bundle holds plain files only");
    } else if (!attributes.isRegularFile()) {
      problem(name, "is a device, socket or pipe, and a bundle holds plain files only");
    } else {
      take(name, attributes.size());
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
      throws IOException {
    if (failure != null) {
      throw failure;
    }
    try (var entries = Files.list(directory)) {
      if (entries.findAny().isEmpty()) {
        problem(relative(directory), "is an empty folder that the bundle does not have");
      }
    }
    return FileVisitResult.CONTINUE;
  }

  private void take(String name, long size) {
    if (name.equals(BundleLayout.CHECKSUMS) || name.equals(BundleLayout.SIGNATURE)) {
      return;
    }
    BundlePath path;
    try {
      path = new BundlePath(name);
    } catch (IllegalArgumentException e) {
      problem(name, "does not belong to the bundle");
      return;
    }
    if (listed.contains(path)) {
      present.put(path, size);
    } else {
      problem(name, "does not belong to the bundle");
    }
  }

  private String relative(Path file) {
    return folder.relativize(file).toString();
  }

  private void problem(String name, String what) {
    problems.add(new Problem(folder.resolve(name).toString(), what));
  }
}
