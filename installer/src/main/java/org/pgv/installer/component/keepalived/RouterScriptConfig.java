package org.pgv.installer.component.keepalived;

import java.util.List;

/**
 * What the script that keepalived asks is laid out from.
 *
 * @param address the one that routers share
 * @param statistics the port of HAProxy's own pages
 * @param voters those of which a holder must reach most; none where there are fewer than three
 */
public record RouterScriptConfig(String address, int statistics, List<Endpoint> voters) {
  public RouterScriptConfig {
    voters = List.copyOf(voters);
  }

  /** A port of a host. */
  public record Endpoint(String address, int port) {}
}
