package org.pgv.installer.secret;

import java.util.List;
import java.util.Optional;

/**
 * Says that a cluster is not made new, but from a repository that another one has written.
 *
 * @param point what it is brought back to, as {@code --to} takes it
 * @param logins roles whose passwords in there are not of this cluster, and no longer hold
 * @param source the cluster of the same site that goes on with the repository; empty where that one
 *     is gone, and this one goes on with it
 */
public record Inheritance(String point, List<String> logins, Optional<String> source) {
  public Inheritance {
    logins = List.copyOf(logins);
  }

  /** Whether the cluster goes on with the repository that it comes from. */
  public boolean goesOn() {
    return source.isEmpty();
  }
}
