package org.pgv.installer.probe;

import java.util.List;
import java.util.Optional;

/**
 * Who listens on the host, and where it is reached.
 *
 * @param links its addresses, in their order
 */
public record Network(List<Listener> listeners, List<Link> links, Firewall firewall) {

  /**
   * An address of the host.
   *
   * @param device the interface that has it
   * @param network what is on the same link
   */
  public record Link(String address, String device, org.pgv.manifests.value.Network network) {}

  /**
   * A listening TCP port.
   *
   * @param process the command's name; empty where it could not be known
   */
  public record Listener(String address, int port, String process) {}

  public Network {
    listeners = List.copyOf(listeners);
    links = List.copyOf(links);
  }

  public List<String> addresses() {
    return links.stream().map(Link::address).toList();
  }

  /** The interface that has an address. */
  public Optional<String> deviceOf(String address) {
    return links.stream()
        .filter(link -> link.address().equals(address))
        .map(Link::device)
        .findFirst();
  }
}
