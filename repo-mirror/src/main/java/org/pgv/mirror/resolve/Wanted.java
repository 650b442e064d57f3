package org.pgv.mirror.resolve;

/**
 * Something that is asked for.
 *
 * @param role what it is asked for; answers group by it
 */
public record Wanted(Relation relation, String role) {
  @Override
  public String toString() {
    return relation + " (requested for " + role + ")";
  }
}
