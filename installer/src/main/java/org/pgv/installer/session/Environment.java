package org.pgv.installer.session;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Secret;

/**
 * The outside world, as far as a run at a site needs it.
 *
 * @param passphrase opens the secrets instead of their key file
 */
public record Environment(
    Folders folders,
    Clock clock,
    SecureRandom random,
    Reporter reporter,
    Optional<Secret> passphrase) {

  /**
   * Where things are kept.
   *
   * @param state {@code PGV_HOME}
   * @param home the user's own folder
   */
  public record Folders(Path state, Path home) {}
}
