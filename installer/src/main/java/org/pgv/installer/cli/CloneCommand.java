package org.pgv.installer.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.pgv.installer.topology.Topology.Consent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pgv-install clone}: makes a cluster or a site from the backups of one that goes on. */
@Command(
    name = "clone",
    description = {
      "Make a cluster, or a whole site, from the backups of one that goes on and does not notice.",
      "",
      "--from and --into: another cluster of the same site. The site file names it with members of",
      "its own, and the same version of PostgreSQL. They read the backups of the other cluster while",
      "they are restored; then the new one has backups, a key and passwords of its own.",
      "",
      "--from-escrow: a site of its own. The site file names new hosts, clusters as the other site",
      "does, and a repository of its own with a copy of the other site's: that is opened by the",
      "other site's escrow. The other site's repository itself is refused, as two that archive to",
      "one place destroy both archives.",
      "",
      "Either way all else of the site file is applied, too. 'plan --clone' shows the steps first;",
      "where it is stopped, 'apply' goes on."
    },
    footer = {
      "%nExample:",
      "  pgv-install clone site.yaml --from main --into staging",
      "  pgv-install clone site.yaml --from main --into staging --to 2026-11-21T08:15:00Z",
      "  pgv-install clone test.yaml --from-escrow escrow-demo.txt --to 2026-11-21T08:15:00Z"
    },
    mixinStandardHelpOptions = true)
final class CloneCommand implements Callable<Integer> {
  private final SiteVerbs verbs;

  @Mixin private SiteOptions site = new SiteOptions();

  @Mixin private CloneOptions origin = new CloneOptions();

  @Option(names = "--json", description = "One JSON document.")
  private boolean json;

  CloneCommand(SiteVerbs verbs) {
    this.verbs = verbs;
  }

  @Override
  public Integer call() {
    return verbs.apply(site, Optional.of(origin.ofWhatGoesOn()), Consent.NONE, json).number();
  }
}
