package org.pgv.manifests.site;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A role that must exist in a cluster.
 *
 * @param memberOf other roles of the site file, or the built-in groups {@link #GROUPS}
 * @param login whether it may connect
 */
public record DatabaseRole(String name, List<String> memberOf, boolean login, Terms terms) {
  /** Roles that are refused by the pooler, and read all data. */
  public static final String OFFLINE = "pgv_offline";

  /** Group roles that every cluster has: read all data, change all data, and create objects. */
  public static final List<String> GROUPS =
      List.of("pgv_readonly", "pgv_readwrite", "pgv_admin", OFFLINE);

  /** Roles that every cluster has for its own members: for replication, rewinding and pooling. */
  public static final List<String> SYSTEM = List.of("replicator", "rewind", "pgbouncer");

  /** What {@link Terms#connectionLimit} is where there is none, as PostgreSQL says it. */
  public static final int UNLIMITED = -1;

  /**
   * How it may connect.
   *
   * @param until from when on its password is no longer taken
   * @param connectionLimit how many connections it may have at once
   */
  public record Terms(
      Authentication authentication, Optional<Instant> until, int connectionLimit) {}

  public DatabaseRole {
    memberOf = List.copyOf(memberOf);
  }

  /** Whether PostgreSQL has to know a password of it. */
  public boolean keepsPassword() {
    return login && terms.authentication() == Authentication.PASSWORD;
  }
}
