package org.pgv.manifests.site;

import java.util.List;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.IpAddress;

/**
 * One machine of the site.
 *
 * @param roles what it does beside being a cluster's member, sorted
 * @param local whether it is the machine the installer runs on, so that no ssh is needed
 */
public record SiteHost(HostName name, IpAddress address, List<Role> roles, boolean local) {
  public SiteHost {
    roles = roles.stream().sorted().distinct().toList();
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }
}
