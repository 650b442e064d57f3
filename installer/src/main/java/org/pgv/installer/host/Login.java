package org.pgv.installer.host;

import java.nio.file.Path;
import java.util.List;
import org.pgv.manifests.value.HostName;

/**
 * How to come to a host.
 *
 * @param local whether it is this very machine, so that no connection is needed
 * @param jumps hosts in between, the first one first
 * @param keys private key files to offer; without any the agent and the usual files are tried
 */
public record Login(
    HostName host, boolean local, Endpoint endpoint, List<Endpoint> jumps, List<Path> keys) {

  /** An account on an ssh server. */
  public record Endpoint(String user, String address, int port) {

    /** The name that known_hosts files use. */
    public String knownAs() {
      return port == 22 ? address : "[" + address + "]:" + port;
    }
  }

  public Login {
    jumps = List.copyOf(jumps);
    keys = List.copyOf(keys);
  }
}
