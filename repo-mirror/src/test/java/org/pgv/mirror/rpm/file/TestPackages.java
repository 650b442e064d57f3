package org.pgv.mirror.rpm.file;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pgv.manifests.problem.Loaded;
import org.pgv.pki.openpgp.KeyRing;

/** Packages and keys of the field. */
final class TestPackages {
  private static final Path DATA = Path.of(System.getProperty("pgv.testdata", "missing"));
  static final Path FOLDER = DATA.resolve("rpm");

  private TestPackages() {}

  /** Every package there is, in order. */
  static List<Path> all() throws IOException {
    assumeTrue(Files.isDirectory(FOLDER), "not run: no " + FOLDER);
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".rpm")).sorted().toList();
    }
  }

  static Path named(String name) throws IOException {
    return all().stream().filter(file -> file.endsWith(name)).findFirst().orElseThrow();
  }

  /** Files with one key each, or several, of which rpm 4.18 may read some. */
  static List<Path> keyFiles() throws IOException {
    assumeTrue(Files.isDirectory(FOLDER), "not run: no " + FOLDER);
    try (Stream<Path> fields = Files.walk(DATA.resolve("keys"));
        Stream<Path> tests = Files.walk(FOLDER.resolve("keys"))) {
      return Stream.concat(fields, tests).filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Every key that can be read, as if each were pinned. */
  static KeyRing keys() throws IOException {
    KeyRing all = null;
    for (Path file : keyFiles()) {
      if (KeyRing.readAll(List.of(file)) instanceof Loaded.Ok<KeyRing>(KeyRing ring)) {
        all = all == null ? ring : all.plus(ring);
      }
    }
    if (all == null) {
      throw new IllegalStateException("no key can be read");
    }
    return all;
  }
}
