package org.pgv.installer.session;

import org.pgv.installer.host.Connector;
import org.pgv.installer.host.Host;
import org.pgv.installer.host.Login;
import org.pgv.installer.host.local.LocalHost;

/** Takes the short way to the machine we are on, and the given one to all others. */
public record AnyConnector(Connector remote) implements Connector {
  @Override
  public Host connect(Login login) {
    return login.local() ? LocalHost.ofProcess(login.host()) : remote.connect(login);
  }
}
