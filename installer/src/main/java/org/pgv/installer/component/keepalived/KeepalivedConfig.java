package org.pgv.installer.component.keepalived;

import java.util.List;

/**
 * What keepalived's configuration is laid out from.
 *
 * @param name of the host
 * @param script what says whether the host may hold the address
 * @param password what routers know each other by: it crosses the network as it is (RFC 2338
 *     section 5.3.6), and keeps apart only what was not meant to meet
 */
public record KeepalivedConfig(
    String name, String script, Instance instance, Address address, String password) {

  /**
   * The routers that share an address.
   *
   * @param peers the addresses of the others
   */
  public record Instance(
      String cluster, int router, Priorities priorities, String source, List<String> peers) {
    public Instance {
      peers = List.copyOf(peers);
    }
  }

  /**
   * What a router's priority is made of.
   *
   * @param own its own, another for each router
   * @param holder added while it has the address
   * @param primary added while it sees the primary
   */
  public record Priorities(int own, int holder, int primary) {}

  /** The address that moves, and the interface it comes to. */
  public record Address(String text, String device) {}
}
