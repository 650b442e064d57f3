package org.pgv.installer.probe;

import java.util.Optional;
import org.pgv.manifests.value.HostName;

/**
 * What one probe found on one host; as it was at that moment.
 *
 * @param catalogue of the cluster that the host leads; empty where it leads none
 */
public record HostFacts(
    HostName host,
    Machine machine,
    Software software,
    Managed managed,
    Network network,
    Optional<Catalogue> catalogue) {

  /** Facts of a host that leads no cluster. */
  public HostFacts(
      HostName host, Machine machine, Software software, Managed managed, Network network) {
    this(host, machine, software, managed, network, Optional.empty());
  }
}
