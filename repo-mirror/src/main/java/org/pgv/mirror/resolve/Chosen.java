package org.pgv.mirror.resolve;

import java.util.List;

/**
 * A package of an answer.
 *
 * @param namedFor the roles that ask for it
 * @param neededFor the roles that need it, directly or through others
 * @param why the shortest chain that leads to it, from a package that is asked for: {@code patroni
 *     (requested for postgres)}, {@code needs python3-click (>= 4.1)}
 */
public record Chosen(
    Candidate candidate, List<String> namedFor, List<String> neededFor, List<String> why) {

  public Chosen {
    namedFor = List.copyOf(namedFor);
    neededFor = List.copyOf(neededFor);
    why = List.copyOf(why);
  }
}
