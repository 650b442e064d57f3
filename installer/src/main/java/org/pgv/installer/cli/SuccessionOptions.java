package org.pgv.installer.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgv.installer.component.pgbackrest.Target;
import org.pgv.installer.escrow.EscrowReader;
import org.pgv.installer.succession.FromEscrow;
import org.pgv.installer.succession.Succession;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import picocli.CommandLine.Option;

/** Says that a new site takes over what another one has written. */
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
        "What they are brought back to (default: latest), as 'pgv-install restore'",
        "takes it."
      })
  private @Nullable String to;

  /** Of a site that is gone; empty where nothing is said. Refuses an escrow that is damaged. */
  Optional<Succession> ofLostSite() {
    if (escrow == null && to != null) {
      throw refusal(
          "--to",
          "is for --from-escrow and for 'clone' only",
          "'pgv-install restore --to' brings a cluster back that is there");
    }
    return fromEscrow(false);
  }

  /** Of another site, which goes on; empty where no escrow is named. */
  Optional<Succession> ofOtherSite() {
    return fromEscrow(true);
  }

  /** Whether an escrow is named. */
  boolean isOfSite() {
    return escrow != null;
  }

  private Optional<Succession> fromEscrow(boolean other) {
    return Optional.ofNullable(escrow)
        .map(file -> new FromEscrow(EscrowReader.read(file).orRefuse(), point(), other));
  }

  /** The point; all that was archived where none is named. */
  Target point() {
    return Targets.parse(to == null ? "latest" : to);
  }

  private static Refusal refusal(String where, String what, String hint) {
    return new Refusal(ExitCode.USAGE, new Problem(where, what, hint));
  }
}
