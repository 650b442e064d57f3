package org.pgv.manifests.site;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who may connect to what from where, and how: the first rule that fits a connection decides.
 *
 * @param where the line of the site file that says so
 */
public record AccessRule(
    List<String> roles, List<String> databases, List<Source> from, Proof proof, String where) {
  /** What fits every role, and every database. */
  public static final String ALL = "all";

  /** What stands before the name of a role that is meant with all of its members. */
  public static final String MEMBERS_OF = "+";

  /** How whoever connects has to prove who it is. */
  public enum Method {
    /** As the role's declaration says: by password, or by certificate. */
    DECLARED,
    /** By the name of its account on the server's host. */
    PEER,
    CERT,
    SCRAM,
    LDAP,
    GSS,
    /** Not at all. */
    REJECT
  }

  /**
   * The method with its options.
   *
   * @param options in {@code pg_hba.conf}'s words
   */
  public record Proof(Method method, SortedMap<String, String> options) {
    public Proof {
      options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }
  }

  public AccessRule {
    roles = List.copyOf(roles);
    databases = List.copyOf(databases);
    from = List.copyOf(from);
  }

  /** Whether somebody has to prove itself so. */
  public boolean isBy(Method method) {
    return proof.method() == method;
  }

  /** Whether it is meant for every role. */
  public boolean isForAllRoles() {
    return roles.contains(ALL);
  }
}
