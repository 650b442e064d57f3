package org.pgv.manifests.site;

import java.util.List;
import org.pgv.manifests.value.HostName;

/**
 * What is let in to the hosts beside what the site's own components need; all else is dropped.
 *
 * @param admins where administrators and the installer come from
 * @param openings ports of programs that are not ours
 * @param trialSeconds for how long rules are on trial: without another connection to the host until
 *     then, the ones before come back
 */
public record Firewall(List<Source> admins, List<Opening> openings, int trialSeconds) {

  /** How a port is spoken to. */
  public enum Transport {
    TCP,
    UDP
  }

  /**
   * A port that is opened on some hosts.
   *
   * @param name what its program is called
   */
  public record Opening(
      String name, Transport transport, int port, List<Source> from, List<HostName> hosts) {
    public Opening {
      from = List.copyOf(from);
      hosts = List.copyOf(hosts);
    }
  }

  public Firewall {
    admins = List.copyOf(admins);
    openings = List.copyOf(openings);
  }
}
