package org.pgv.installer.trace;

import java.time.Instant;
import java.util.Optional;
import org.pgv.manifests.value.HostName;

/**
 * A connection as a member saw it come.
 *
 * @param from address and port that it came from: a router's, or the client's own
 * @param at which of the member's programs it came to
 * @param end when it was closed; empty where it is not, or was after what was looked at
 */
record Arrival(Instant begin, String from, Place at, Login login, Optional<Instant> end) {

  /** A program of a member. */
  record Place(HostName member, boolean pooler) {}

  Arrival as(Login other) {
    return new Arrival(begin, from, at, other, end);
  }

  Arrival until(Instant closed) {
    return new Arrival(begin, from, at, login, Optional.of(closed));
  }
}
