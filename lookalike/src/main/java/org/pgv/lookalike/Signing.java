package org.pgv.lookalike;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The key of one making of the distribution: made for it, and forgotten after it. */
final class Signing {
  private static final String NAME = "el9-lookalike test distribution";

  private final Path home;

  private Signing(Path home) {
    this.home = home;
  }

  /** Makes the key. */
  static Signing begin(Path home) throws IOException {
    Files.createDirectories(home);
    Tools.run("chmod", "0700", home.toString());
    Signing signing = new Signing(home);
    signing.gpg("--passphrase", "", "--quick-generate-key", NAME, "rsa3072", "sign", "never");
    return signing;
  }

  /** The public key, armoured. */
  void export(Path file) throws IOException {
    Files.writeString(file, gpg("--armor", "--export", NAME) + "\n");
  }

  String fingerprint() {
    return gpg("--with-colons", "--fingerprint", NAME)
        .lines()
        .filter(line -> line.startsWith("fpr:"))
        .map(line -> line.split(":", -1)[9])
        .findFirst()
        .orElseThrow();
  }

  /** Signs every RPM of a folder, header and payload by one signature. */
  void rpms(Path folder) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "rpmsign",
                "--define",
                "_gpg_name " + NAME,
                "--define",
                "__gpg /usr/bin/gpg",
                "--addsign"));
    try (Stream<Path> files = Files.list(folder)) {
      files.sorted().forEach(file -> command.add(file.toString()));
    }
    Tools.run(Map.of("GNUPGHOME", home.toString()), command);
  }

  /** Writes a detached signature beside a file. */
  void file(Path file) {
    gpg("--armor", "--detach-sign", file.toString());
  }

  /** Ends the agent that gpg started, and forgets the key. */
  void end() {
    Tools.run(Map.of("GNUPGHOME", home.toString()), List.of("gpgconf", "--kill", "all"));
    Tools.run("rm", "-rf", home.toString());
  }

  private String gpg(String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("gpg", "--batch", "--quiet", "--pinentry-mode", "loopback"));
    command.addAll(List.of(arguments));
    return Tools.run(Map.of("GNUPGHOME", home.toString()), command);
  }
}
