package org.pgv.builder.lock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.lock.LockFile;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Target;

/** Lock files on disk. */
public final class Locks {
  private Locks() {}

  /** Where the lock of a target is kept unless another place is named. */
  public static Path usualPlace(Target target) {
    return Path.of("pgv-" + target + ".lock.json");
  }

  /** Reads a lock, and refuses one that the manifest has moved on from. */
  public static Lock read(Path file, ManifestDocument document) {
    Lock lock = LockFile.read(file);
    String hint = "make it anew with 'pgv-bundle lock " + document.manifest().target() + "'";
    if (!lock.target().equals(document.manifest().target())) {
      throw stale(file, "is for " + lock.target(), hint);
    }
    if (!lock.resolver().equals(LockMaker.RESOLVER_VERSION)) {
      throw stale(file, "was made by another version of the resolver", hint);
    }
    if (!lock.inputs().equals(document.inputs(LockMaker.RESOLVER_VERSION))) {
      throw stale(file, "is stale: " + document.place() + " or its keys have changed since", hint);
    }
    return lock;
  }

  /** Replaces a lock file whole. */
  public static void write(Path file, Lock lock) {
    try {
      Path whole = file.toAbsolutePath();
      Path folder = Files.createDirectories(whole.resolveSibling(""));
      Path written = Files.createTempFile(folder, ".lock", "");
      Files.writeString(written, LockFile.text(lock), StandardCharsets.UTF_8);
      Files.setPosixFilePermissions(
          written, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.FAILED, new Problem(file.toString(), "cannot be written: " + e.getMessage()), e);
    }
  }

  private static Refusal stale(Path file, String what, String hint) {
    return new Refusal(ExitCode.USAGE, new Problem(file.toString(), what, hint));
  }
}
