package org.pgv.installer.trace;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A trace for people, and for programs. */
public final class TraceText {
  private static final List<String> HEADINGS =
      List.of("begin", "end", "client", "by", "server", "role", "database", "outcome");

  private TraceText() {}

  public static String of(SessionTrace trace) {
    List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
    trace.sessions().forEach(session -> rows.add(row(session)));
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < HEADINGS.size() - 1; column++) {
      int place = column;
      widths.add(rows.stream().mapToInt(row -> row.get(place).length()).max().orElse(0));
    }
    String table = rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
    String notes =
        trace.notes().stream().map(note -> "note: " + note + "\n").collect(Collectors.joining());
    return (trace.sessions().isEmpty() ? "no session is in the logs\n" : table) + notes;
  }

  /** One document. */
  public static Map<String, Object> document(SessionTrace trace) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("sessions", trace.sessions().stream().map(Session::document).toList());
    document.put("notes", trace.notes());
    return document;
  }

  private static List<String> row(Session session) {
    Session.Way way = session.way();
    return List.of(
        time(session.begin()),
        session.end().map(TraceText::time).orElse("-"),
        session.client(),
        way.router().equals("-") ? "-" : way.service() + " of " + way.router(),
        way.server() + (way.pooled() ? " (pooled)" : ""),
        session.login().role(),
        session.login().database(),
        session.login().outcome());
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String line(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.size(); column++) {
      String text = row.get(column);
      line.append(text).append(" ".repeat(widths.get(column) - text.length() + 2));
    }
    return line.append(row.getLast()).append('\n').toString();
  }
}
