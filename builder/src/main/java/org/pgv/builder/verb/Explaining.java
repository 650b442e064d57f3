package org.pgv.builder.verb;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.lock.LockFile;
import org.pgv.manifests.lock.LockedArtifact;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.problem.Spelling;

/** Says why a package or another file is in a lock. */
public final class Explaining {

  /** What a name stands for in a lock. */
  public sealed interface Explained {
    record OfPackage(LockedPackage locked) implements Explained {}

    record OfArtifact(LockedArtifact locked) implements Explained {}
  }

  /** What is called so, with its reasons; refuses a name that is not in the lock. */
  public Explained why(String name, Path file) {
    if (!Files.exists(file)) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(file.toString(), "there is no lock yet", "make it with 'pgv-bundle lock'"));
    }
    Lock lock = LockFile.read(file);
    List<String> names =
        Stream.concat(
                lock.packages().stream().map(p -> p.id().name()),
                lock.artifacts().stream().map(LockedArtifact::name))
            .toList();
    return lock.find(name)
        .map(one -> (Explained) new Explained.OfPackage(one))
        .or(() -> lock.artifact(name).map(Explained.OfArtifact::new))
        .orElseThrow(
            () ->
                new Refusal(
                    ExitCode.USAGE,
                    new Problem(
                        file.toString(),
                        "no package and no file '" + name + "' is in it",
                        Spelling.nearest(name, names)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("nothing that is asked for needs it"))));
  }
}
