package org.pgv.installer.component.keepalived;

import java.util.List;

/**
 * What the script that keepalived asks is laid out from.
 *
 * @param address the one that routers share
 * @param statistics the port of HAProxy's own pages
 * @param others the routers that may have the address, too
 * @param witnesses the addresses of all other routers, which say whether they see those
 * @param voters those of which a holder must reach most; none where there are fewer than three
 */
public record RouterScriptConfig(
    String address,
    int statistics,
    List<Other> others,
    List<String> witnesses,
    List<Endpoint> voters) {
  public RouterScriptConfig {
    others = List.copyOf(others);
    witnesses = List.copyOf(witnesses);
    voters = List.copyOf(voters);
  }

  /**
   * Another router.
   *
   * @param precedes whether it comes before this one where the two cannot hear each other
   */
  public record Other(String address, boolean precedes) {}

  /** A port of a host. */
  public record Endpoint(String address, int port) {}
}
