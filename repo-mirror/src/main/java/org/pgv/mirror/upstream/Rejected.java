package org.pgv.mirror.upstream;

import java.util.List;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/** Why what a mirror gave cannot be used. */
public record Rejected(ExitCode code, Problem problem) {

  /** What a mirror does not give at all. */
  public static Rejected unavailable(String address, String why) {
    return new Rejected(
        ExitCode.FAILED,
        new Problem(address, "cannot be had: " + why, "name a mirror with --mirror NAME=URL"));
  }

  /** The refusal of a repository that no mirror gave in a usable form, with the gravest reason. */
  public static Refusal refusal(String repository, List<Rejected> rejected) {
    if (rejected.isEmpty()) {
      return new Refusal(
          ExitCode.USAGE,
          new Problem(repository, "has no mirror", "name one with --mirror NAME=URL"));
    }
    List<ExitCode> codes = rejected.stream().map(Rejected::code).toList();
    ExitCode gravest = ExitCode.FAILED;
    for (ExitCode code : List.of(ExitCode.EXPIRED, ExitCode.DOWNGRADE, ExitCode.NOT_TRUSTED)) {
      gravest = codes.contains(code) ? code : gravest;
    }
    return new Refusal(gravest, rejected.stream().map(Rejected::problem).toList());
  }
}
