package org.pgv.manifests.site;

import java.util.List;
import java.util.Optional;

/**
 * What holds for all hosts of a site.
 *
 * @param timeServers the site's own time servers; where there are none the infra host's clock leads
 * @param waivers names of preflight errors that the site accepts
 * @param firewall empty where who may reach the hosts is left to others
 * @param ldapAuthority path on the admin host of the PEM that LDAP servers are verified by; what
 *     the hosts trust anyway where it is empty
 */
public record SiteSettings(
    SshAccess ssh,
    Names names,
    Base base,
    List<String> timeServers,
    List<String> waivers,
    Ports ports,
    EtcdSettings etcd,
    Optional<Firewall> firewall,
    Optional<String> ldapAuthority) {

  /** How hosts find each other by name. */
  public enum Names {
    /** By lines of ours in each host's {@code /etc/hosts}. */
    HOSTS,
    /** By the site's DNS. */
    DNS
  }

  /** What happens to packages that a host has already. */
  public enum Base {
    /** They stay as they are unless something needs more. */
    KEEP,
    /** They come to the bundle's versions. */
    CONVERGE
  }

  public SiteSettings {
    timeServers = List.copyOf(timeServers);
    waivers = List.copyOf(waivers);
  }
}
