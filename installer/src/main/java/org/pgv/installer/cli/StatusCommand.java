package org.pgv.installer.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pgv-install status}: how the site is doing. */
@Command(
    name = "status",
    description = {
      "Show how the site is doing: clusters, etcd, routing, units, certificates.",
      "Exits with 0 where all is well and with 1 where anything is wrong, a host that is down included."
    },
    footer = {"%nExample:", "  pgv-install status site.yaml --watch 2"},
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private final SiteLooks looks;

  @Mixin private SiteOptions site = new SiteOptions();

  @Option(
      names = "--watch",
      arity = "0..1",
      paramLabel = "SECONDS",
      fallbackValue = "2",
      description = "Show it again every so many seconds (${FALLBACK-VALUE} where not said).")
  private @Nullable Integer watch;

  @Option(names = "--json", description = "One JSON document, or one each time with --watch.")
  private boolean json;

  StatusCommand(SiteLooks looks) {
    this.looks = looks;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<Duration> pause =
        Optional.ofNullable(watch).map(seconds -> Duration.ofSeconds(Math.max(1, seconds)));
    return looks.status(site, pause, json).number();
  }
}
