package org.pgv.installer.host;

/** Makes the connection to a host. */
@FunctionalInterface
public interface Connector {
  /** A connected host; {@link HostUnreachable} where there is no way to it. */
  Host connect(Login login);
}
