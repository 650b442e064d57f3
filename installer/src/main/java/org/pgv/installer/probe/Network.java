package org.pgv.installer.probe;

import java.util.List;

/** Who listens on the host. */
public record Network(List<Listener> listeners, List<String> addresses) {

  /**
   * A listening TCP port.
   *
   * @param process the command's name; empty where it could not be known
   */
  public record Listener(String address, int port, String process) {}

  public Network {
    listeners = List.copyOf(listeners);
    addresses = List.copyOf(addresses);
  }
}
