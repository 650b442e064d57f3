package org.pgv.installer.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Host;
import org.pgv.installer.host.HostUnreachable;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.HostName;

/** Reads the facts of a host in one round trip. */
public final class Probe {
  private static final Duration LIMIT = Duration.ofMinutes(12);

  /** What probe.sh exits with when it waited in vain for a step of an earlier run. */
  private static final int STILL_AT_WORK = 75;

  /** Last, so that the clock is read shortly before the answer arrives. */
  private static final String END = "section clock\ndate +%s.%N\nsection end\n";

  /** How long probe.sh waits for such a step before somebody is told that it does. */
  private static final String SOON = "patience=3\n";

  private final Clock clock;
  private final Reporter reporter;
  private final BiConsumer<HostName, String> memory;
  private final String script;

  public Probe(Clock clock, Reporter reporter) {
    this(clock, reporter, (_, _) -> {});
  }

  /**
   * A probe whose answers are kept, for when a host does not answer any more.
   *
   * @param memory takes all that a host told, which may be secret
   */
  public Probe(Clock clock, Reporter reporter, BiConsumer<HostName, String> memory) {
    this.clock = clock;
    this.reporter = reporter;
    this.memory = memory;
    this.script = resource("probe.sh") + resource("catalogue.sh") + END;
  }

  /** The facts; {@link HostUnreachable} where the host gave none. */
  public HostFacts run(Host host) {
    Exit exit = host.run(Command.script(SOON + script, LIMIT));
    if (exit instanceof Exit.Code(int code, String _, String _) && code == STILL_AT_WORK) {
      reporter.say(
          host.name() + ": a step that an earlier run left is still at work; waiting for its end");
      exit = host.run(Command.script(script, LIMIT));
    }
    Instant arrived = clock.instant();
    if (!(exit instanceof Exit.Code(int number, String output, String _)) || number != 0) {
      throw new HostUnreachable(unreadable(host, exit), null);
    }
    try {
      HostFacts facts = new ProbeReader(Sections.of(output)).read(host.name(), arrived);
      memory.accept(host.name(), output);
      return facts;
    } catch (IllegalArgumentException e) {
      throw new HostUnreachable(
          new Problem(
              host.name().text(),
              "gave facts that cannot be read: " + e.getMessage(),
              "its login shell may print text of its own; see that 'ssh HOST true' prints nothing"),
          e);
    }
  }

  /**
   * What a host once told. What runs on it now nobody knows.
   *
   * @param at when it did
   */
  public static HostFacts remembered(HostName host, String told, Instant at) {
    HostFacts facts = new ProbeReader(Sections.of(told)).read(host, at);
    return new HostFacts(
        host,
        facts.machine(),
        facts.software(),
        facts.managed(),
        facts.network(),
        Optional.empty(),
        new HostFacts.Remembered(facts.remembered().site(), Optional.empty()));
  }

  private static Problem unreadable(Host host, Exit exit) {
    String story = exit.story();
    return new Problem(host.name().text(), "could not be looked at: " + story, hint(exit, story));
  }

  private static String hint(Exit exit, String story) {
    if (exit instanceof Exit.Code(int number, String _, String _) && number == STILL_AT_WORK) {
      return "wait until it has ended ('ps' on the host shows it), then run again";
    }
    if (story.contains("sudo:")) {
      return "let the user run 'sudo -n' without a password, or use root as ssh.user";
    }
    return "it needs a POSIX shell, coreutils and systemd";
  }

  private static String resource(String name) {
    try (InputStream in = Probe.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
