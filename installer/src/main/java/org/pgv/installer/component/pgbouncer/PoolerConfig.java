package org.pgv.installer.component.pgbouncer;

/**
 * What PgBouncer's configuration is laid out from.
 *
 * @param access the file that says who may connect
 */
public record PoolerConfig(
    Listen listen, Server server, PoolSizes pools, String access, Files files) {

  /**
   * How clients reach it: over the network, and root by a socket in a folder of its own.
   *
   * @param tracked whether parameters of no consequence are taken as a client's own; otherwise they
   *     are ignored
   */
  public record Listen(String address, int port, String sockets, boolean tracked) {}

  /** The PostgreSQL of its host, behind a socket in this folder. */
  public record Server(String sockets, int port) {}

  /** What it shows to clients. */
  public record Files(String certificate, String key) {}
}
