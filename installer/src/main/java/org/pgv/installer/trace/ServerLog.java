package org.pgv.installer.trace;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pgv.manifests.value.HostName;

/**
 * What PostgreSQL says of connections over the network. Clients choose names that stand in it
 * before they have proved anything: a line that could be read in two ways is not read at all.
 */
final class ServerLog {
  private static final Pattern LINE =
      Pattern.compile("(\\S+ \\S+ \\S+) \\[([0-9]+)\\] .*?(LOG|FATAL):  (.*)");
  private static final Pattern SEVERITY = Pattern.compile("(LOG|FATAL):  ");
  private static final Pattern RECEIVED =
      Pattern.compile("connection received: host=(\\S+) port=([0-9]+)");
  private static final Pattern AUTHORIZED =
      Pattern.compile(
          "connection authorized: user=(.*?)(?: database=(.*?))?(?: application_name=.*)?"
              + "(?: SSL enabled .*)?(?: GSS .*)?");
  private static final Pattern ROLE = Pattern.compile("(?:user|role) \"([^\"]*)\"");
  private static final Pattern DATABASE = Pattern.compile("database \"([^\"]*)\"");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS z", Locale.ROOT);

  private final Arrival.Place place;
  private final List<Arrival> closed = new ArrayList<>();
  private final Map<String, Arrival> open = new HashMap<>();

  ServerLog(HostName member) {
    place = new Arrival.Place(member, false);
  }

  void add(String text) {
    Matcher line = LINE.matcher(text);
    if (!line.matches() || SEVERITY.matcher(text).results().count() != 1) {
      return;
    }
    try {
      Instant at = ZonedDateTime.parse(line.group(1), TIME).toInstant();
      add(at, line.group(2), line.group(3).equals("FATAL"), line.group(4));
    } catch (DateTimeParseException _) {
      // A line of somebody's own making.
    }
  }

  private void add(Instant at, String process, boolean fatal, String said) {
    Matcher received = RECEIVED.matcher(said);
    if (received.matches()) {
      String from = received.group(1) + ":" + received.group(2);
      close(process, Optional.empty());
      open.put(process, new Arrival(at, from, place, Login.NONE, Optional.empty()));
      return;
    }
    Arrival arrival = open.get(process);
    if (arrival == null) {
      return;
    }
    Matcher authorized = AUTHORIZED.matcher(said);
    if (authorized.matches()) {
      String database = Optional.ofNullable(authorized.group(2)).orElse("-");
      open.put(process, arrival.as(new Login(authorized.group(1), database, Login.IN)));
    } else if (fatal && arrival.login().equals(Login.NONE)) {
      open.put(process, arrival.as(new Login(named(ROLE, said), named(DATABASE, said), said)));
      close(process, Optional.of(at));
    } else if (said.startsWith("disconnection: ")) {
      close(process, Optional.of(at));
    }
  }

  private static String named(Pattern what, String said) {
    Matcher found = what.matcher(said);
    return found.find() ? found.group(1) : "-";
  }

  private void close(String process, Optional<Instant> at) {
    Optional.ofNullable(open.remove(process))
        .map(arrival -> at.map(arrival::until).orElse(arrival))
        .ifPresent(closed::add);
  }

  List<Arrival> arrivals() {
    List<Arrival> all = new ArrayList<>(closed);
    all.addAll(open.values());
    return all;
  }
}
