package org.pgv.builder.cli;

import org.pgv.builder.key.SigningKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes and shows the signing key. */
@Command(
    name = "keys",
    description = "Make and show the key that bundles are signed with.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "PGV_KEY_PASSPHRASE_FILE names a file with the key's passphrase, if it has one.",
      "",
      "Example:",
      "  pgv-bundle keys show"
    })
final class KeysCommand {
  private final SigningKeys keys;
  private final Output output;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  KeysCommand(SigningKeys keys, Output output) {
    this.keys = keys;
    this.output = output;
  }

  @Command(name = "init", description = "Make a signing key.")
  int init(@Mixin CommonOptions common) {
    output.begin(common);
    return output.key(keys.usualPlace(), keys.create());
  }

  @Command(name = "show", description = "Show the signing key's fingerprint and its public half.")
  int show(@Mixin CommonOptions common) {
    output.begin(common);
    return output.key(keys.usualPlace(), keys.load(keys.usualPlace()));
  }
}
