package org.pgv.installer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pgv-install clone}: makes a site from the backups of one that goes on. */
@Command(
    name = "clone",
    description = {
      "Make a site of its own from the backups of another one, which goes on and does not notice.",
      "The site file names new hosts, clusters as the other site does, and a repository of its own",
      "with a copy of the other site's: that is opened by the other site's escrow. The other site's",
      "repository itself is refused, as two that archive to one place destroy both archives."
    },
    footer = {
      "%nExample:",
      "  pgv-install clone test.yaml --from-escrow escrow-demo.txt",
      "  pgv-install clone test.yaml --from-escrow escrow-demo.txt --to 2026-11-21T08:15:00Z"
    },
    mixinStandardHelpOptions = true)
final class CloneCommand implements Callable<Integer> {
  private final SiteVerbs verbs;

  @Mixin private SiteOptions site = new SiteOptions();

  @Mixin private SuccessionOptions succession = new SuccessionOptions();

  @Option(names = "--json", description = "One JSON document.")
  private boolean json;

  CloneCommand(SiteVerbs verbs) {
    this.verbs = verbs;
  }

  @Override
  public Integer call() {
    return verbs.apply(site, succession.succession(true), json).number();
  }
}
