package org.pgv.installer.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pgv.manifests.value.HostName;

/** What PgBouncer says of clients: that they try to log in, and why it closed their connection. */
final class PoolerLog {
  private static final Pattern LINE =
      Pattern.compile(
          "C-\\S+: (.*)/(.*)@(\\S+:[0-9]+) (login attempt|closing because|pooler error): (.*)");
  private static final Pattern AGE = Pattern.compile(" \\(age=[0-9]+s\\)$");

  /** What ends a session that was one. */
  private static final Pattern USUAL_END =
      Pattern.compile("client (close request|disconnect|unexpected eof).*|server .*|.*timeout.*");

  private final Arrival.Place place;
  private final List<Arrival> closed = new ArrayList<>();
  private final Map<String, Arrival> open = new HashMap<>();

  PoolerLog(HostName member) {
    place = new Arrival.Place(member, true);
  }

  void add(Instant at, String text) {
    Matcher line = LINE.matcher(text);
    if (!line.matches() || line.group(3).startsWith("unix")) {
      return;
    }
    String from = line.group(3);
    Login login = new Login(line.group(2), line.group(1), Login.IN);
    if (line.group(4).equals("login attempt")) {
      open.put(from, new Arrival(at, from, place, login, Optional.empty()));
      return;
    }
    Optional.ofNullable(open.remove(from))
        .map(arrival -> arrival.as(ended(arrival, line.group(5))).until(at))
        .ifPresent(closed::add);
  }

  /** A login that failed is known only by why its connection was closed. */
  private static Login ended(Arrival arrival, String why) {
    String words = AGE.matcher(why).replaceFirst("");
    Login login = arrival.login();
    return USUAL_END.matcher(words).matches()
        ? login
        : new Login(login.role(), login.database(), words);
  }

  List<Arrival> arrivals() {
    List<Arrival> all = new ArrayList<>(closed);
    all.addAll(open.values());
    return all;
  }
}
