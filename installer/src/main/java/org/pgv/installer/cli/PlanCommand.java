package org.pgv.installer.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.pgv.installer.succession.Succession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pgv-install plan}: what apply would do. */
@Command(
    name = "plan",
    description = "Show what 'apply' would change; changes nothing.",
    footer = {
      "%nExample:",
      "  pgv-install plan site.yaml --diff",
      "  pgv-install plan site.yaml --clone --from main --into staging"
    },
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  private final SiteVerbs verbs;

  @Mixin private SiteOptions site = new SiteOptions();

  @Mixin private CloneOptions succession = new CloneOptions();

  @Option(names = "--clone", description = "Show what 'pgv-install clone' would do.")
  private boolean clone;

  @Option(names = "--restart", description = "Show what 'apply --restart' would do.")
  private boolean restart;

  @Mixin private WithoutOption without = new WithoutOption();

  @Option(names = "--diff", description = "Show how each file changes; never a secret.")
  private boolean diff;

  @Option(names = "--check", description = "Exit with 8 where anything would change.")
  private boolean check;

  @Option(names = "--json", description = "One JSON document.")
  private boolean json;

  PlanCommand(SiteVerbs verbs) {
    this.verbs = verbs;
  }

  @Override
  public Integer call() {
    Optional<Succession> heir =
        clone ? Optional.of(succession.ofWhatGoesOn()) : succession.ofLostSite();
    return verbs
        .plan(site, heir, without.with(restart), new SiteVerbs.Showing(diff, check, json))
        .number();
  }
}
