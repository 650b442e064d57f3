package org.pgv.installer.trace;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody's connection.
 *
 * @param client the address and port it came from, as far as logs tell
 * @param end empty where it was not closed by the end of what was looked at
 */
public record Session(Instant begin, String client, Way way, Login login, Optional<Instant> end) {

  /**
   * How it went.
   *
   * @param router the host of the router, and {@code -} where there was none
   * @param service the service that was asked for, and {@code -} where there was none
   * @param server the member, or what the router calls it
   */
  record Way(String router, String service, String server, boolean pooled) {}

  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("begin", begin.toString());
    document.put("end", end.map(Instant::toString).orElse(""));
    document.put("client", client);
    document.put("router", way.router());
    document.put("service", way.service());
    document.put("server", way.server());
    document.put("pooled", way.pooled());
    document.put("role", login.role());
    document.put("database", login.database());
    document.put("outcome", login.outcome());
    return document;
  }
}
