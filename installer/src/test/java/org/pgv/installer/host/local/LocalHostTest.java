package org.pgv.installer.host.local;

import org.pgv.installer.host.Host;
import org.pgv.installer.host.HostContract;
import org.pgv.manifests.value.HostName;

class LocalHostTest implements HostContract {
  /** Whoever runs the tests is root enough for them. */
  private final Host host = new LocalHost(new HostName("here"), true);

  @Override
  public Host host() {
    return host;
  }
}
