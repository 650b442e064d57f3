package org.pgv.installer.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pgv.installer.drill.SiteWrites;
import org.pgv.installer.drill.WriteDrill.Extent;
import org.pgv.installer.drill.WriteReport;
import org.pgv.installer.session.Environment;
import org.pgv.installer.session.InstalledSite;
import org.pgv.manifests.console.Console;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.site.Service;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pgv-install drill}: measures what clients feel while something happens to the site. */
@Command(
    name = "drill",
    description = {
      "Let clients write while you do something to the site, and measure what they feel.",
      "Afterwards every row that they were told is kept must be there: exit code 1 if one is not."
    },
    footer = {
      "%nExample:",
      "  pgv-install drill site.yaml --until-recovered --away 10 --seconds 120  # then cut a host's power"
    },
    mixinStandardHelpOptions = true)
final class DrillCommand implements Callable<Integer> {
  private static final int MOST_CLIENTS = 1000;
  private static final int MOST_SECONDS = 86_400;

  private final Environment environment;
  private final Console console;

  @Mixin private SiteFile site = new SiteFile();

  @Option(
      names = "--clients",
      defaultValue = "4",
      paramLabel = "N",
      description = "How many clients write at once (default: ${DEFAULT-VALUE}).")
  private int clients = 4;

  @Option(
      names = "--seconds",
      defaultValue = "30",
      paramLabel = "N",
      description = "How long they write, at most (default: ${DEFAULT-VALUE}).")
  private int seconds = 30;

  @Option(
      names = "--until-recovered",
      description = "Stop three seconds after the service is back from being away.")
  private boolean untilRecovered;

  @Option(
      names = "--away",
      defaultValue = "0.5",
      paramLabel = "SECONDS",
      description = {
        "The shortest absence that --until-recovered counts (default: ${DEFAULT-VALUE}).",
        "Say more where a busy network or host has pauses of its own."
      })
  private double away = 0.5;

  @Option(
      names = "--service",
      defaultValue = Service.PRIMARY,
      paramLabel = "NAME",
      description = "The service they write through (default: ${DEFAULT-VALUE}).")
  private String service = Service.PRIMARY;

  @Option(names = "--json", description = "One JSON document.")
  private boolean json;

  DrillCommand(Environment environment, Console console) {
    this.environment = environment;
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<Duration> gap =
        untilRecovered
            ? Optional.of(Duration.ofMillis(Math.round(away * 1_000)))
            : Optional.empty();
    if (away < 0 || Double.isNaN(away)) {
      Given.number("--away", (int) Math.floor(away), 0, MOST_SECONDS);
    }
    Extent extent =
        new Extent(
            Given.number("--clients", clients, 1, MOST_CLIENTS),
            Duration.ofSeconds(Given.number("--seconds", seconds, 1, MOST_SECONDS)),
            gap);
    WriteReport report =
        new SiteWrites(console).run(InstalledSite.open(environment, site.path()), service, extent);
    if (json) {
      console.resultJson(report);
    } else {
      console.result(text(report));
    }
    return (report.missing() == 0 ? ExitCode.DONE : ExitCode.FAILED).number();
  }

  private static String text(WriteReport report) {
    return """
    rows acknowledged    %d
    of these missing     %d
    longest time without %.1f s
    """
        .formatted(report.acknowledged(), report.missing(), report.longestGapSeconds());
  }
}
