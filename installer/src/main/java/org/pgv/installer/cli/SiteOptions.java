package org.pgv.installer.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pgv.installer.session.Overrides;
import org.pgv.installer.session.Request;
import org.pgv.installer.topology.Topology.Consent;
import org.pgv.manifests.console.Console;
import org.pgv.manifests.value.Fingerprint;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that works at a site can be told. */
final class SiteOptions {
  @Mixin private SiteFile siteFile = new SiteFile();

  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      description = {
        "The bundle to install from.",
        "Default: the one this program runs from, or else the one used last at this site."
      })
  private @Nullable Path bundle;

  @Option(
      names = "--fingerprint",
      paramLabel = "HEX",
      description = "Trust a bundle that the key with this fingerprint signed; remembered.")
  private List<String> fingerprints = List.of();

  @Option(
      names = "--accept-host-key",
      paramLabel = "SHA256:…",
      description = "Trust a host that shows the ssh key with this fingerprint; remembered.")
  private Set<String> hostKeys = Set.of();

  @Option(
      names = "--waive",
      paramLabel = "NAME",
      description = "Accept the findings of this name, beside those the site file waives.")
  private Set<String> waivers = Set.of();

  @Option(
      names = "--allow-downgrade",
      description = {
        "Go on with a bundle that is older than the one applied last; from then on it is the last.",
        "Written into the audit log first: see 'secrets audit'."
      })
  private boolean downgrade;

  @Option(
      names = "--older-secrets",
      description = {
        "Go on though hosts were brought to newer secrets of the site, which are lost:",
        "what was made since is made anew. Written into the audit log first."
      })
  private boolean olderSecrets;

  @Option(
      names = "--progress",
      paramLabel = "HOW",
      defaultValue = "auto",
      description = "How progress is shown: ${COMPLETION-CANDIDATES} (default: auto).")
  private Console.Progress progress = Console.Progress.AUTO;

  Request request() {
    return request(false);
  }

  /** The same, and maybe for hosts that are not those of the secrets kept here. */
  Request request(boolean foreign) {
    return new Request(
        siteFile.path(),
        Optional.ofNullable(bundle),
        fingerprints.stream()
            .map(text -> Given.parse("--fingerprint", text, Fingerprint::parse))
            .toList(),
        hostKeys,
        waivers,
        new Overrides(downgrade, olderSecrets, foreign),
        Consent.NONE);
  }

  Path siteFile() {
    return siteFile.path();
  }

  Console.Progress progress() {
    return progress;
  }
}
