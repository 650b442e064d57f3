package org.pgv.manifests.site;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The databases and roles that must exist in a cluster, and who may do what with them.
 *
 * @param access who may connect, beside what the cluster itself stands on
 */
public record Contents(
    List<Database> databases, List<DatabaseRole> roles, List<AccessRule> access, Removal removal) {

  /**
   * What goes away, because somebody asked for it.
   *
   * @param roles roles that must not exist
   * @param undeclared whether memberships and privileges that nobody declared are taken back
   */
  public record Removal(List<String> roles, boolean undeclared) {
    public Removal {
      roles = List.copyOf(roles);
    }
  }

  public Contents {
    databases = List.copyOf(databases);
    roles = List.copyOf(roles);
    access = List.copyOf(access);
  }

  /** The same with other databases. */
  public Contents with(List<Database> others) {
    return new Contents(others, roles, access, removal);
  }

  /** The role of a name, where it is declared. */
  public Optional<DatabaseRole> role(String name) {
    return roles.stream().filter(role -> role.name().equals(name)).findFirst();
  }

  /** The declared roles that are members of a group, whether directly or by way of others. */
  public List<String> membersOf(String group) {
    Set<String> found = new TreeSet<>(Set.of(group));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (DatabaseRole role : roles) {
        grown |= role.memberOf().stream().anyMatch(found::contains) && found.add(role.name());
      }
    }
    return roles.stream().map(DatabaseRole::name).filter(found::contains).toList();
  }

  /** The roles that may log in and prove it so. */
  public List<String> loginsBy(Authentication authentication) {
    return roles.stream()
        .filter(role -> role.login() && role.terms().authentication() == authentication)
        .map(DatabaseRole::name)
        .toList();
  }
}
