package org.pgv.installer.component.router;

import java.util.List;
import org.pgv.installer.platform.Platform.Router;

/**
 * What HAProxy's configuration is laid out from.
 *
 * @param addresses where it offers the services
 * @param questions what it asks Patroni, each once for all services that need the answer
 * @param others the other routers that may hold the cluster's address
 * @param certificate the file with certificate and key it shows to Patroni
 */
public record HaproxyConfig(
    Router router,
    List<Address> addresses,
    int statisticsPort,
    Checks checks,
    List<Question> questions,
    List<Service> services,
    List<Other> others,
    String certificate) {
  public HaproxyConfig {
    addresses = List.copyOf(addresses);
    questions = List.copyOf(questions);
    services = List.copyOf(services);
    others = List.copyOf(others);
  }

  /** Another router. */
  public record Other(String name, String address) {}

  /**
   * An address it answers on.
   *
   * @param moves whether it may be on another host just now
   */
  public record Address(String text, boolean moves) {}

  /**
   * How it asks Patroni.
   *
   * @param interval between checks of a server that is up
   * @param fast between checks of one that just changed
   * @param down between checks of one that is down
   * @param fall failed checks after which it counts as down
   */
  public record Checks(int patroniPort, String interval, String fast, String down, int fall) {}

  /** Something that Patroni answers by yes or no, asked of these servers. */
  public record Question(String name, String path, List<Server> servers) {
    public Question {
      servers = List.copyOf(servers);
    }
  }

  /** A member of the cluster. */
  public record Server(String name, String address, String fqdn) {}

  /**
   * A port for clients.
   *
   * @param question servers that answer it by yes are fit
   * @param port where they listen
   * @param orPrimary whether the primary serves where none of them is fit
   */
  public record Service(
      String name,
      int listen,
      String question,
      int port,
      boolean orPrimary,
      List<Server> servers,
      List<Server> members) {
    public Service {
      servers = List.copyOf(servers);
      members = List.copyOf(members);
    }
  }
}
