package org.pgv.installer.secret;

import java.util.List;

/**
 * Says that a cluster is not made new, but from the repository of one that is gone.
 *
 * @param point what it is brought back to, as {@code --to} takes it
 * @param logins roles whose passwords in there are of the site that is gone, and no longer hold
 */
public record Inheritance(String point, List<String> logins) {
  public Inheritance {
    logins = List.copyOf(logins);
  }
}
