package org.pgv.installer.component.router;

import java.util.List;
import org.pgv.installer.platform.Platform.Router;

/**
 * What HAProxy's configuration is laid out from.
 *
 * @param certificate the file with certificate and key it shows to Patroni
 */
public record HaproxyConfig(
    Router router, Listen listen, Checks checks, String certificate, List<Server> servers) {
  public HaproxyConfig {
    servers = List.copyOf(servers);
  }

  /** Where it answers. */
  public record Listen(String address, int defaultPort, int offlinePort, int statisticsPort) {}

  /**
   * How it asks Patroni.
   *
   * @param interval between checks of a server that is up
   * @param fast between checks of one that just changed
   * @param down between checks of one that is down
   * @param fall failed checks after which it counts as down
   */
  public record Checks(int patroniPort, String interval, String fast, String down, int fall) {}

  /** A member of the cluster. */
  public record Server(String name, String address, int port, String fqdn) {}
}
