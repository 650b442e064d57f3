package org.pgv.builder.proof;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.pgv.manifests.store.ContentStore;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.rpm.file.PayloadCheck;
import org.pgv.mirror.rpm.file.RpmFile;
import org.pgv.pki.openpgp.Distrust;

/**
 * Remembers in the store which packages were unpacked and found to hold what their headers list, so
 * that each is unpacked once: what has the same digest will unpack to the same.
 */
final class UnpackedPackages {
  /** A check that asks for more than it did before needs a new name here. */
  private static final String FOLDER = "unpacked-1";

  private final Path folder;

  UnpackedPackages(ContentStore store) {
    this.folder = store.root().resolve(FOLDER);
  }

  /** What is wrong with the payload of the package that has this digest. */
  Optional<Distrust> damage(Sha256 digest, RpmFile file) throws IOException {
    Path note = folder.resolve(digest.hex());
    if (Files.exists(note)) {
      return Optional.empty();
    }
    Optional<Distrust> damage = PayloadCheck.damage(file);
    if (damage.isEmpty()) {
      write(note);
    }
    return damage;
  }

  private static void write(Path note) throws IOException {
    Files.createDirectories(note.getParent());
    try {
      Files.createFile(note);
    } catch (FileAlreadyExistsException _) {
      // Another run beside this one found the same.
    }
  }
}
