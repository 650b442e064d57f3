package org.pgv.builder.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.pgv.manifests.console.PrivateFile;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Secret;
import org.pgv.pki.openpgp.SigningKey;

/** Finds the signing key, or makes one. A passphrase comes from a file, never from an argument. */
public final class SigningKeys {
  private static final String USER_ID = "pgv bundle signing key";

  private final Path usual;
  private final Optional<Path> passphraseFile;
  private final Clock clock;

  /**
   * @param passphraseFile holds the passphrase of a key that has one
   */
  public SigningKeys(Path usual, Optional<Path> passphraseFile, Clock clock) {
    this.usual = usual;
    this.passphraseFile = passphraseFile;
    this.clock = clock;
  }

  public Path usualPlace() {
    return usual;
  }

  /** The named key, or the usual one, or a new one where there is none yet, which is said. */
  public SigningKey forBuild(Optional<Path> named, Reporter reporter) {
    if (named.isPresent() || Files.exists(usual)) {
      return load(named.orElse(usual));
    }
    SigningKey key;
    try {
      key = make();
    } catch (FileAlreadyExistsException e) {
      // Another build that began at the same time was quicker.
      return load(usual);
    } catch (IOException e) {
      throw unwritable(e);
    }
    reporter.say("made a signing key: " + usual);
    reporter.say("its fingerprint, for those who verify: " + key.fingerprint());
    if (passphraseFile.isEmpty()) {
      reporter.say(
          "it has no passphrase: whoever reads that file can sign bundles as you; for one that has,"
              + " move it away, name a file with a passphrase in PGV_KEY_PASSPHRASE_FILE, and run"
              + " 'pgv-bundle keys init'");
    }
    return key;
  }

  public SigningKey load(Path file) {
    if (!Files.exists(file)) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(
              file.toString(), "there is no such key", "make one with 'pgv-bundle keys init'"));
    }
    return SigningKey.load(file, passphrase()).orRefuse();
  }

  /** The usual key, where there is one. */
  public Optional<SigningKey> find() {
    return Files.exists(usual) ? Optional.of(load(usual)) : Optional.empty();
  }

  /** Makes the usual key; refuses to replace one. */
  public SigningKey create() {
    try {
      return make();
    } catch (FileAlreadyExistsException e) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(
              usual.toString(),
              "there is a key already",
              "see it with 'pgv-bundle keys show'; move it away to make another one"),
          e);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private SigningKey make() throws IOException {
    if (Files.exists(usual)) {
      throw new FileAlreadyExistsException(usual.toString());
    }
    SigningKey key =
        SigningKey.generate(
            USER_ID, clock.instant().truncatedTo(ChronoUnit.SECONDS), new SecureRandom());
    Path parent = usual.getParent();
    if (parent != null) {
      PrivateFile.folder(parent);
    }
    key.store(usual, passphrase());
    return key;
  }

  private Refusal unwritable(IOException e) {
    return new Refusal(
        ExitCode.FAILED, new Problem(usual.toString(), "cannot be written: " + e.getMessage()), e);
  }

  private Optional<Secret> passphrase() {
    if (passphraseFile.isEmpty()) {
      return Optional.empty();
    }
    try {
      String text = Files.readString(passphraseFile.get(), StandardCharsets.UTF_8);
      return Optional.of(new Secret(text.stripTrailing()));
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(passphraseFile.get().toString(), "cannot be read: " + e.getMessage()),
          e);
    }
  }
}
