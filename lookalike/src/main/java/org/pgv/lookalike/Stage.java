package org.pgv.lookalike;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files of one RPM, in a folder that stands for the root of a host. */
final class Stage {
  /** What Debian has at the top as links into /usr, and a few packages still put files into. */
  private static final List<String> MERGED = List.of("/bin", "/sbin", "/lib", "/lib64");

  private final Path root;
  private final Set<String> configuration = new TreeSet<>();

  Stage(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  /** The configuration files, by path: a changed one outlives an upgrade. */
  Set<String> configuration() {
    configuration.removeIf(path -> !Files.isRegularFile(at(path), LinkOption.NOFOLLOW_LINKS));
    return configuration;
  }

  /** Adds the files of a Debian package. */
  void unpack(Path deb) {
    Tools.run("dpkg-deb", "--extract", deb.toString(), root.toString());
    Tools.run(
            "sh",
            "-c",
            "dpkg-deb --ctrl-tarfile \"$1\" | tar -xO ./conffiles 2>/dev/null || :",
            "sh",
            deb.toString())
        .lines()
        .filter(line -> line.startsWith("/"))
        .forEach(configuration::add);
  }

  /** Takes out, moves and links as a recipe says, after what is taken from every package. */
  void change(List<String> removedEverywhere, Recipe recipe) throws IOException {
    remove(removedEverywhere);
    remove(recipe.files().remove());
    for (Recipe.Pair pair : recipe.files().move()) {
      move(at(pair.from()), at(pair.to()));
    }
    for (Recipe.Pair link : recipe.files().links()) {
      parent(at(link.from()));
      Files.deleteIfExists(at(link.from()));
      Files.createSymbolicLink(at(link.from()), Path.of(link.to()));
    }
    for (Recipe.Folder folder : recipe.parts().folders()) {
      Files.createDirectories(at(folder.path()));
    }
    mergeUsr();
  }

  /** Lays files over those that are there. */
  void overlay(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        Path place = root.resolve(folder.relativize(file));
        parent(place);
        Files.copy(
            file, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        if (place.startsWith(root.resolve("etc"))) {
          configuration.add("/" + root.relativize(place));
        }
      }
    }
  }

  /** Every path but the root, a folder before what is in it. */
  List<Path> paths() throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      return tree.filter(path -> !path.equals(root)).sorted().toList();
    }
  }

  private void remove(List<String> paths) {
    List<String> command = new ArrayList<>(List.of("rm", "-rf", "--"));
    paths.forEach(path -> command.add(at(path).toString()));
    Tools.run(Map.of(), command);
  }

  private void mergeUsr() throws IOException {
    for (String top : MERGED) {
      if (Files.isDirectory(at(top), LinkOption.NOFOLLOW_LINKS)) {
        move(at(top), at("/usr" + top));
      }
    }
  }

  private static void move(Path from, Path to) throws IOException {
    parent(to);
    if (!Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS) || Files.notExists(to)) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
      return;
    }
    try (Stream<Path> children = Files.list(from)) {
      for (Path child : children.toList()) {
        move(child, to.resolve(child.getFileName()));
      }
    }
    Files.delete(from);
  }

  private static void parent(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
  }

  private Path at(String path) {
    return root.resolve(path.substring(1));
  }
}
