package org.pgv.pki.openpgp;

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
import org.pgv.manifests.value.Fingerprint;
import org.pgv.pki.Tool;

/** A GnuPG with a home of its own, at a time of the test's choice. */
final class GnuPg implements AutoCloseable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final Path home;
  private Instant now;

  GnuPg(Instant now) throws IOException {
    // Short and outside of the test's folder: the agent's socket is in it, and that has a limit.
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

  Path file(String name, String content) throws IOException {
    return Files.writeString(home.resolve(name), content);
  }

  /** Runs gpg, which must succeed. */
  String run(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of("gpg", "--batch", "--yes", "--quiet", "--no-tty", "--pinentry-mode=loopback"));
    // Frozen: a key that is a second in the making would be from the future for the next command.
    command.addAll(List.of("--passphrase", "", "--faked-system-time", TIME.format(now) + "!"));
    command.addAll(List.of(arguments));
    Tool tool =
        Tool.run(
            Map.of("GNUPGHOME", home.toString()), Path.of("."), command.toArray(String[]::new));
    if (tool.code() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + tool.output());
    }
    return tool.output();
  }

  /** Makes a primary key with these usages and returns its fingerprint. */
  Fingerprint generate(String name, String algorithm, String usage, String expiry) {
    run("--quick-generate-key", name, algorithm, usage, expiry);
    return run("--with-colons", "--list-keys", "=" + name)
        .lines()
        .filter(line -> line.startsWith("fpr:"))
        .findFirst()
        .map(line -> Fingerprint.parse(line.split(":", -1)[9]))
        .orElseThrow();
  }

  KeyRing export(Fingerprint key) {
    byte[] armored = run("--armor", "--export", key.hex()).getBytes(StandardCharsets.US_ASCII);
    return KeyRing.read("exported", armored, List.of(key)).orRefuse();
  }

  /** The signature that gpg makes over a file's content. */
  byte[] sign(Path file, String... arguments) throws IOException {
    Path signature = home.resolve("signature");
    List<String> command = new ArrayList<>(List.of("--output", signature.toString()));
    command.addAll(List.of(arguments));
    command.add(file.toString());
    run(command.toArray(String[]::new));
    return Files.readAllBytes(signature);
  }

  @Override
  public void close() throws IOException {
    Tool.run(Map.of("GNUPGHOME", home.toString()), Path.of("."), "gpgconf", "--kill", "gpg-agent");
    try (var files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
