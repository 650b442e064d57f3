package org.pgv.installer.drill;

import java.util.Set;

/** Where a drill's rows go. */
interface Writes {

  /** A connection of one client; every failure is a {@link WriteFailed}. */
  interface Session extends AutoCloseable {
    /** Returns once the service has acknowledged the row. */
    void write(long id) throws WriteFailed;

    @Override
    void close();
  }

  /** Connects the client with this number, which decides the router it tries first. */
  Session connect(int client) throws WriteFailed;

  /** Makes what the rows go into. */
  void prepare() throws WriteFailed;

  /** The rows of this drill that are there. */
  Set<Long> found() throws WriteFailed;

  /** Removes what {@link #prepare} made. */
  void cleanUp() throws WriteFailed;

  /** What a client is told when it could not connect, write or read. */
  final class WriteFailed extends Exception {
    WriteFailed(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
