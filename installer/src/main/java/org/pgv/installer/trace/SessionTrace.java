package org.pgv.installer.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.pgv.installer.answer.Answer;
import org.pgv.installer.host.Command;
import org.pgv.installer.host.Exit;
import org.pgv.installer.host.Host;
import org.pgv.installer.host.Input;
import org.pgv.installer.session.Fleet;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.site.Site;
import org.pgv.manifests.value.HostName;

/**
 * Who was connected in a span of time.
 *
 * @param notes what could not be looked at
 */
public record SessionTrace(List<Session> sessions, List<String> notes) {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int MOST_LINES = 50_000;

  public SessionTrace {
    sessions = List.copyOf(sessions);
    notes = List.copyOf(notes);
  }

  /**
   * What is looked for.
   *
   * @param client an address; empty for everybody's
   * @param role empty for every role
   */
  public record Wanted(
      Instant since, Instant until, Optional<String> client, Optional<String> role) {
    boolean holds(Session session) {
      String address = session.client().substring(0, session.client().lastIndexOf(':'));
      return !session.begin().isAfter(until)
          && !session.end().orElse(until).isBefore(since)
          && client.map(address::equals).orElse(true)
          && role.map(session.login().role()::equals).orElse(true);
    }
  }

  /** One host's answer. */
  private sealed interface Told {
    record Log(HostLog log) implements Told {}

    record Nothing(String why) implements Told {}
  }

  /** Asks all hosts at the same time, each for its own logs. */
  public static SessionTrace ask(
      Site site, Fleet fleet, SortedMap<HostName, Problem> unreachable, Wanted wanted) {
    List<String> notes = new ArrayList<>();
    unreachable.forEach((host, problem) -> notes.add(host + " is not heard: " + problem.what()));
    List<HostLog> logs = new ArrayList<>();
    for (Told told : fleet.ask(host -> ask(host, wanted)).result()) {
      switch (told) {
        case Told.Log(HostLog log) -> logs.add(log);
        case Told.Nothing(String why) -> notes.add(why);
      }
    }
    for (HostLog log : logs) {
      log.cut()
          .forEach(
              one ->
                  notes.add(
                      "%s: only the last %d lines of its %s were read: ask for a shorter time"
                          .formatted(log.host(), MOST_LINES, one)));
    }
    return new SessionTrace(Sessions.of(site, logs).stream().filter(wanted::holds).toList(), notes);
  }

  private static Told ask(Host host, Wanted wanted) {
    List<String> words =
        List.of(
            "sh",
            "-s",
            "--",
            String.valueOf(wanted.since().getEpochSecond()),
            String.valueOf(wanted.until().getEpochSecond() + 1),
            String.valueOf(MOST_LINES));
    String script = Answer.script(SessionTrace.class, "sessions.sh");
    Exit exit = host.run(new Command(words, Input.text(script), LIMIT));
    if (!(exit instanceof Exit.Code(int number, String output, String _)) || number != 0) {
      return new Told.Nothing(host.name() + " is not heard: " + exit.story());
    }
    try {
      return new Told.Log(HostLogReader.read(host.name(), output));
    } catch (IllegalArgumentException e) {
      return new Told.Nothing(host.name() + " cannot be understood: " + e.getMessage());
    }
  }
}
