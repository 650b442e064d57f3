package org.pgv.installer.probe;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who listens on the host, and where it is reached.
 *
 * @param devices its addresses, each with the interface that has it
 */
public record Network(List<Listener> listeners, SortedMap<String, String> devices) {

  /**
   * A listening TCP port.
   *
   * @param process the command's name; empty where it could not be known
   */
  public record Listener(String address, int port, String process) {}

  public Network {
    listeners = List.copyOf(listeners);
    devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
  }

  public List<String> addresses() {
    return List.copyOf(devices.keySet());
  }

  /** The interface that has an address. */
  public Optional<String> deviceOf(String address) {
    return Optional.ofNullable(devices.get(address));
  }
}
