package org.pgv.manifests.site;

import org.pgv.manifests.value.IpAddress;
import org.pgv.manifests.value.Network;

/**
 * An address that clients know and one of several routers holds.
 *
 * @param network the address with the prefix of the network it is in
 * @param router what tells the routers that share it from others on the same link: a VRRP virtual
 *     router identifier, 1 to 255 (RFC 3768 section 5.3.3)
 */
public record VirtualAddress(Network network, int router) {

  public IpAddress address() {
    return network.address();
  }
}
