package org.pgv.installer.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgv.installer.trace.SessionTrace;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pgv-install sessions}: who was connected, from where. */
@Command(
    name = "sessions",
    description = {
      "Show who was connected: from which address, through which router, as whom, until when.",
      "Puts together what routers, poolers and servers have logged; changes nothing.",
      "Exits with 10 where a host's logs could not be read, or not all of them."
    },
    footer = {
      "%nExamples:",
      "  pgv-install sessions site.yaml --client 10.20.0.7 --since 2h",
      "  pgv-install sessions site.yaml --role app --since 3h --until 2027-01-31T02:00:00Z"
    },
    mixinStandardHelpOptions = true)
final class SessionsCommand implements Callable<Integer> {
  private final SiteLooks looks;
  private final Clock clock;

  @Mixin private SiteOptions site = new SiteOptions();

  @Option(names = "--client", paramLabel = "ADDRESS", description = "From this address only.")
  private @Nullable String client;

  @Option(names = "--role", paramLabel = "NAME", description = "Of this database role only.")
  private @Nullable String role;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      defaultValue = "1h",
      description = "How long ago, such as 30m, 2h or 3d, or a time (default: ${DEFAULT-VALUE}).")
  private String since = "1h";

  @Option(names = "--until", paramLabel = "TIME", description = "The same (default: now).")
  private @Nullable String until;

  @Option(names = "--json", description = "One JSON document.")
  private boolean json;

  SessionsCommand(SiteLooks looks, Clock clock) {
    this.looks = looks;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Instant now = clock.instant();
    SessionTrace.Wanted wanted =
        new SessionTrace.Wanted(
            time(since, now),
            until == null ? now : time(until, now),
            Optional.ofNullable(client),
            Optional.ofNullable(role));
    return looks.sessions(site, wanted, json).number();
  }

  /** Java's durations have days before a T, and all else behind it. */
  private static Instant time(String text, Instant now) {
    try {
      if (text.matches("[0-9]{1,6}[smhd]")) {
        String upper = text.toUpperCase(Locale.ROOT);
        return now.minus(Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper));
      }
      return Instant.parse(text);
    } catch (DateTimeParseException _) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(
              "sessions",
              "not a time: '" + text + "'",
              "such as 30m, 2h, 3d or 2027-01-31T02:00:00Z"));
    }
  }
}
