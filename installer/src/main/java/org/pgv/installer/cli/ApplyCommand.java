package org.pgv.installer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pgv-install apply}: makes it so. */
@Command(
    name = "apply",
    description = {
      "Bring every host to what the site file says.",
      "Stopped at any point, the next run goes on from there; run again, it changes nothing."
    },
    footer = {
      "%nExample:",
      "  pgv-install apply site.yaml --bundle /media/pgv-debian13-2026.11.20",
      "  pgv-install apply site.yaml --without db3",
      "  pgv-install apply site.yaml --from-escrow escrow-demo.txt"
    },
    mixinStandardHelpOptions = true)
final class ApplyCommand implements Callable<Integer> {
  private final SiteVerbs verbs;

  @Mixin private SiteOptions site = new SiteOptions();

  @Mixin private SuccessionOptions succession = new SuccessionOptions();

  @Option(
      names = "--restart",
      description = {
        "Restart PostgreSQL where a parameter needs it: replicas first, then a switchover, then",
        "the former primary. A cluster of one member serves nobody meanwhile; nor does the primary",
        "where a limit that standbys depend on gets lower, for a few seconds.",
        "Without it, such parameters wait, and the exit code is 10."
      })
  private boolean restart;

  @Mixin private WithoutOption without = new WithoutOption();

  @Option(names = "--json", description = "One JSON document.")
  private boolean json;

  ApplyCommand(SiteVerbs verbs) {
    this.verbs = verbs;
  }

  @Override
  public Integer call() {
    return verbs.apply(site, succession.ofLostSite(), without.with(restart), json).number();
  }
}
