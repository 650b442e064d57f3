package org.pgv.mirror.rpm.file;

import java.nio.file.Path;

/** The judge: rpmkeys, which demands a signature, with keys in a database of its own. */
final class RpmKeys {
  private final Path database;

  RpmKeys(Path database) {
    this.database = database;
  }

  /** Imports what it can of a key file. */
  void trust(Path keys) {
    Tool.run("rpmkeys", "--dbpath", database.toString(), "--import", keys.toString());
  }

  boolean accepts(Path file) {
    return check(file).code() == 0;
  }

  /** All that rpmkeys says of a file, to be read where it disagrees. */
  String says(Path file) {
    return check(file).text();
  }

  private Tool check(Path file) {
    return Tool.run(
        "rpmkeys",
        "--dbpath",
        database.toString(),
        "--define",
        "_pkgverify_level signature",
        "-Kv",
        file.toString());
  }
}
