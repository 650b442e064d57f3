package org.pgv.installer.enrolment;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * The secrets of a site as an apply brought hosts to them.
 *
 * @param id drawn by lot: copies of the secrets that went ways of their own are told apart by it
 * @param at when it was made, for people
 */
public record Generation(String id, Instant at) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

  public Generation {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not a generation of secrets: '" + id + "'");
    }
  }
}
