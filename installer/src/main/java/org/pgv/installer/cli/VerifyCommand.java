package org.pgv.installer.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgv.manifests.value.Fingerprint;
import org.pgv.pki.bundle.TrustedSigners;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pgv-install verify}: is this bundle what its maker signed? */
@Command(
    name = "verify",
    description = "Check a bundle's signature and every byte of it.",
    footer = {"%nExample:", "  pgv-install verify /media/pgv-debian13-2026.11.20 --key maker.asc"},
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  private final SiteVerbs verbs;

  @Parameters(
      arity = "0..1",
      paramLabel = "BUNDLE",
      description = "The bundle's folder (default: the one this program runs from).")
  private @Nullable Path bundle;

  @Option(names = "--key", paramLabel = "FILE", description = "Public keys of bundle makers.")
  private List<Path> keys = List.of();

  @Option(
      names = "--fingerprint",
      paramLabel = "HEX",
      description = "Trust the key with this fingerprint.")
  private List<String> fingerprints = List.of();

  VerifyCommand(SiteVerbs verbs) {
    this.verbs = verbs;
  }

  @Override
  public Integer call() {
    List<Fingerprint> trusted =
        fingerprints.stream()
            .map(text -> Given.parse("--fingerprint", text, Fingerprint::parse))
            .toList();
    return verbs
        .verify(java.util.Optional.ofNullable(bundle), TrustedSigners.of(keys, trusted))
        .number();
  }
}
