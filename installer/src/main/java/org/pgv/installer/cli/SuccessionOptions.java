package org.pgv.installer.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgv.installer.component.pgbackrest.Target;
import org.pgv.installer.escrow.EscrowReader;
import org.pgv.installer.escrow.Succession;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import picocli.CommandLine.Option;

/** Says that a new site takes over from one that is gone. */
final class SuccessionOptions {
  @Option(
      names = "--from-escrow",
      paramLabel = "FILE",
      description = {
        "Bring the clusters back from the repositories of another site.",
        "FILE is what 'pgv-install escrow' wrote there."
      })
  private @Nullable Path escrow;

  @Option(
      names = "--to",
      paramLabel = "POINT",
      description = {
        "With --from-escrow: what they are brought back to (default: latest), as",
        "'pgv-install restore' takes it."
      })
  private @Nullable String to;

  /**
   * Reads the escrow; refuses one that is damaged.
   *
   * @param clone whether the escrow is of another site, which goes on
   */
  Optional<Succession> succession(boolean clone) {
    if (escrow == null && clone) {
      throw refusal(
          "clone", "needs --from-escrow", "name the escrow of the site that is to be cloned");
    }
    if (escrow == null && to != null) {
      throw refusal(
          "--to",
          "is for --from-escrow only",
          "'pgv-install restore --to' brings a cluster back that is there");
    }
    if (escrow == null) {
      return Optional.empty();
    }
    Target target = Targets.parse(to == null ? "latest" : to);
    return Optional.of(new Succession(EscrowReader.read(escrow).orRefuse(), target, clone));
  }

  private static Refusal refusal(String where, String what, String hint) {
    return new Refusal(ExitCode.USAGE, new Problem(where, what, hint));
  }
}
