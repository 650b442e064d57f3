package org.pgv.installer.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgv.installer.succession.FromCluster;
import org.pgv.installer.succession.Succession;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says which cluster that goes on is made once more, and what of it: one of two ways. */
final class CloneOptions {
  @Mixin private SuccessionOptions succession = new SuccessionOptions();

  @Option(
      names = "--from",
      paramLabel = "CLUSTER",
      description = {
        "Make another cluster of the same site from the backups of this one, which goes on.",
        "With --into."
      })
  private @Nullable String from;

  @Option(
      names = "--into",
      paramLabel = "CLUSTER",
      description = "With --from: the new cluster, which the site file names with its members.")
  private @Nullable String into;

  /** What is to be cloned; refused where it is not said, or both ways are. */
  Succession ofWhatGoesOn() {
    if (isOfCluster() && succession.isOfSite()) {
      throw refusal(
          "is told two ways at once",
          "--from-escrow makes a site of its own; --from and --into make a cluster of this one");
    }
    return succession.ofOtherSite().orElseGet(this::fromCluster);
  }

  /** Of a site that is gone; empty where nothing is said. */
  Optional<Succession> ofLostSite() {
    if (isOfCluster()) {
      throw refusal("is not asked for", "say --clone with --from and --into");
    }
    return succession.ofLostSite();
  }

  private boolean isOfCluster() {
    return from != null || into != null;
  }

  private Succession fromCluster() {
    if (from == null || into == null) {
      throw refusal(
          "needs --from and --into, or --from-escrow",
          "name the cluster that has the backups and the new one, or the escrow of another site");
    }
    return new FromCluster(from, into, succession.point());
  }

  private static Refusal refusal(String what, String hint) {
    return new Refusal(ExitCode.USAGE, new Problem("clone", what, hint));
  }
}
