package org.pgv.manifests.site;

import java.util.List;

/**
 * A role that must exist in a cluster.
 *
 * @param memberOf other roles of the site file, or the built-in groups {@link #GROUPS}
 * @param login whether it may connect; then it gets a password of its own
 */
public record DatabaseRole(String name, List<String> memberOf, boolean login) {
  /** Group roles that every cluster has: read all data, change all data, and create objects. */
  public static final List<String> GROUPS = List.of("pgv_readonly", "pgv_readwrite", "pgv_admin");

  public DatabaseRole {
    memberOf = List.copyOf(memberOf);
  }
}
