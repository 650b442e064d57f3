package org.pgv.mirror.rpm.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.pgv.pki.openpgp.KeyRing;

/** Signs packages with the distribution's rpmsign and gpg, at a time of the test's choice. */
final class RpmSigner implements AutoCloseable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final Path home;
  private Instant now;

  RpmSigner(Instant now) throws IOException {
    // Short: the agent of GnuPG listens on a socket below it.
    this.home =
        Files.createTempDirectory(
            Path.of("/tmp"),
            "gpg",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    this.now = now;
  }

  void at(Instant time) {
    now = time;
  }

  /** Makes a key; the expiry is as gpg reads it, such as {@code never} or {@code 10d}. */
  void generate(String name, String expiry) {
    gpg("--quick-generate-key", name, "rsa3072", "sign", expiry);
  }

  KeyRing keys(String name) {
    return KeyRing.readAll(name, key(name).getBytes(StandardCharsets.US_ASCII)).orRefuse();
  }

  /** The public key in a file. */
  Path keyFile(String name) throws IOException {
    return Files.writeString(home.resolve(name + ".asc"), key(name));
  }

  private String key(String name) {
    return gpg("--armor", "--export", "=" + name);
  }

  /** Signs a package in place; a signature that it had is replaced. */
  void sign(String key, Path file, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "rpmsign",
                "--define",
                "_gpg_name =" + key,
                "--define",
                "__gpg /usr/bin/gpg",
                "--define",
                "_gpg_sign_cmd_extra_args --batch --faked-system-time " + frozen()));
    command.addAll(List.of(options));
    command.addAll(List.of("--addsign", file.toString()));
    run(command);
  }

  /** Puts a good signature of something else where the package's own must be. */
  void signFalsely(String key, Path file, Path other) {
    String command =
        "/usr/bin/gpg gpg --batch --no-armor --faked-system-time %s -u =%s".formatted(frozen(), key)
            + " -sbo %{__signature_filename} -- "
            + other;
    sign(key, file, "--define", "__gpg_sign_cmd " + command);
  }

  private String gpg(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of("gpg", "--batch", "--quiet", "--no-tty", "--pinentry-mode=loopback"));
    command.addAll(List.of("--passphrase", "", "--faked-system-time", frozen()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** A key that is a second in the making would be from the future for the next command. */
  private String frozen() {
    return TIME.format(now) + "!";
  }

  private String run(List<String> command) {
    Tool tool = Tool.run(Map.of("GNUPGHOME", home.toString()), command);
    if (tool.code() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + tool.text());
    }
    return tool.text();
  }

  @Override
  public void close() throws IOException {
    run(List.of("gpgconf", "--kill", "all"));
    try (var files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
