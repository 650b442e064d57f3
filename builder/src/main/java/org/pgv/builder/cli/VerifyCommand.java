package org.pgv.builder.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgv.builder.verb.Verifying;
import org.pgv.manifests.value.Fingerprint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    description = "Check a bundle: its signature first, then every byte of every file.",
    footer = {
      "",
      "Without --key and --fingerprint, only bundles signed with this machine's own key are trusted.",
      "",
      "Example:",
      "  pgv-bundle verify pgv-debian13-2026.11.20 --fingerprint 0123…"
    })
final class VerifyCommand implements Callable<Integer> {
  private final Verifying verifying;
  private final Output output;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "BUNDLE", description = "The bundle's folder.")
  private Path bundle = Path.of("");

  @Option(names = "--key", paramLabel = "FILE", description = "Public key to trust.")
  private @Nullable Path key;

  @Option(
      names = "--fingerprint",
      paramLabel = "HEX",
      description = "Fingerprint of a key to trust. Can be repeated.")
  private List<Fingerprint> fingerprints = List.of();

  VerifyCommand(Verifying verifying, Output output) {
    this.verifying = verifying;
    this.output = output;
  }

  @Override
  public Integer call() {
    output.begin(common);
    return output.verified(verifying.verify(bundle, Optional.ofNullable(key), fingerprints));
  }
}
