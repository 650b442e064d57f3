package org.pgv.manifests.site;

import java.util.List;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.yaml.YamlMapping;

/** Reads what is in a cluster: roles, databases, and who may do what. */
final class ContentsReader {

  /** What becomes of memberships and privileges that nobody declared. */
  private enum Undeclared {
    KEEP,
    REVOKE
  }

  private final List<HostName> hosts;

  /**
   * @param hosts all hosts of the site
   */
  ContentsReader(List<HostName> hosts) {
    this.hosts = List.copyOf(hosts);
  }

  /**
   * @param clients who may connect over the network where there are no rules
   */
  Contents read(YamlMapping map, List<String> clients) {
    RolesReader roles = new RolesReader();
    roles.read(map);
    DatabasesReader databases = new DatabasesReader(roles.known(), hosts);
    List<Database> wanted = databases.read(map);
    Contents.Removal removal =
        new Contents.Removal(
            roles.absent(),
            map.choice("undeclared", Undeclared.class, Undeclared.KEEP) == Undeclared.REVOKE);
    AccessReader access = new AccessReader(roles.roles(), databases.names(), hosts);
    return new Contents(wanted, roles.roles(), access.read(map, clients), removal);
  }
}
