package org.pgv.builder.lock;

import java.util.List;
import java.util.function.Predicate;
import org.pgv.manifests.manifest.Manifest;
import org.pgv.manifests.manifest.PackageRequest;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/**
 * What a manifest asks for by name. A lock is a file that people merge and edit: what was lost from
 * it in between is not missed by anything that is left, unless it is asked for here.
 */
public final class AskedFor {
  public static final String MAKE_ANEW =
      "the lock was merged or edited: make it anew with 'pgv-bundle lock'; if it was just made,"
          + " please report this as a fault of pgv-bundle";

  private AskedFor() {}

  /** The names of packages, each once. */
  public static List<String> by(Manifest manifest) {
    return manifest.roles().stream()
        .flatMap(role -> role.packages().stream())
        .map(PackageRequest::name)
        .distinct()
        .toList();
  }

  /** Refuses a lock that has not all of what is asked for. */
  public static void mustAllBe(List<String> asked, Predicate<String> there) {
    List<Problem> problems =
        asked.stream()
            .filter(there.negate())
            .map(
                name ->
                    new Problem(
                        name,
                        "is asked for by the manifest and is not in the lock",
                        "the lock was merged or edited: make it anew with 'pgv-bundle lock'"))
            .toList();
    if (!problems.isEmpty()) {
      throw new Refusal(ExitCode.USAGE, problems);
    }
  }
}
