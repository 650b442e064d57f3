package org.pgv.installer.host;

import java.net.Socket;

/** What came of connecting to another machine from a host. */
public sealed interface Passage {

  /** A connection, which whoever asked for it closes. */
  record Open(Socket socket) implements Passage {}

  /** The other machine cannot be reached from there. */
  record Closed(String why) implements Passage {}

  /** The host makes no connections for others. */
  record Forbidden(String why) implements Passage {}
}
