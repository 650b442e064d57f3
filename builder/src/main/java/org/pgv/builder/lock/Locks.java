package org.pgv.builder.lock;

import java.nio.file.Path;
import org.pgv.manifests.konflux.RpmsLockFile;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.lock.LockFile;
import org.pgv.manifests.manifest.ArtifactRequest;
import org.pgv.manifests.manifest.Manifest;
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

  /**
   * Reads a lock, and refuses one that the manifest has moved on from.
   *
   * @param options with which this lock is made anew; empty for the usual ones
   */
  public static Lock read(Path file, ManifestDocument document, String options) {
    Lock lock = LockFile.read(file);
    String command = "pgv-bundle lock " + document.manifest().target() + options;
    String hint = "make it anew with '" + command + "'";
    if (!lock.target().equals(document.manifest().target())) {
      throw stale(file, "is for " + lock.target(), hint);
    }
    if (!lock.resolver().equals(LockMaker.RESOLVER_VERSION)) {
      throw stale(file, "was made by another version of the resolver", hint);
    }
    if (!lock.inputs().equals(document.inputs(LockMaker.RESOLVER_VERSION))) {
      throw stale(file, "is stale: " + document.place() + " or its keys have changed since", hint);
    }
    mustHaveArtifacts(lock, document.manifest());
    return lock;
  }

  /** Packages are looked for where it is known what they provide. */
  private static void mustHaveArtifacts(Lock lock, Manifest manifest) {
    AskedFor.mustAllBe(
        manifest.artifacts().stream().map(ArtifactRequest::name).toList(),
        name -> lock.artifact(name).isPresent());
  }

  /** Replaces a lock file whole. */
  public static void write(Path file, Lock lock) {
    WholeFile.write(file, LockFile.text(lock));
  }

  /** Writes a lock of an RPM target as Konflux has it. */
  public static void export(Path file, Lock lock, Offers offers) {
    switch (offers) {
      case RpmOffers rpm ->
          WholeFile.write(file, RpmsLockFile.text(RpmsExport.of(lock, rpm.repositories())));
      case DebOffers _ -> throw new IllegalArgumentException(lock.target() + " has no RPMs");
    }
  }

  private static Refusal stale(Path file, String what, String hint) {
    return new Refusal(ExitCode.USAGE, new Problem(file.toString(), what, hint));
  }
}
