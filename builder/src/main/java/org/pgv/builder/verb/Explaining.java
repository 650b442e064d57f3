package org.pgv.builder.verb;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.lock.LockFile;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.problem.Spelling;

/** Says why a package is in a lock. */
public final class Explaining {

  /** The package with its reasons; refuses a name that is not in the lock. */
  public LockedPackage why(String name, Path file) {
    if (!Files.exists(file)) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(file.toString(), "there is no lock yet", "make it with 'pgv-bundle lock'"));
    }
    Lock lock = LockFile.read(file);
    List<String> names = lock.packages().stream().map(p -> p.id().name()).toList();
    return lock.find(name)
        .orElseThrow(
            () ->
                new Refusal(
                    ExitCode.USAGE,
                    new Problem(
                        file.toString(),
                        "no package '" + name + "' is in it",
                        Spelling.nearest(name, names)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("nothing that is asked for needs it"))));
  }
}
