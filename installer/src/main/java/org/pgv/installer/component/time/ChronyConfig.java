package org.pgv.installer.component.time;

import java.util.List;

/**
 * What chrony's configuration is laid out from.
 *
 * @param servers whom this host asks
 * @param clients whom it answers; where there are any, its own clock leads
 */
public record ChronyConfig(List<String> servers, List<String> clients, String address) {
  public ChronyConfig {
    servers = List.copyOf(servers);
    clients = List.copyOf(clients);
  }
}
