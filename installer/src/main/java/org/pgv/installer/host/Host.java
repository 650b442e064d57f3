package org.pgv.installer.host;

import org.pgv.manifests.value.HostName;

/**
 * A machine that commands run on, as root. Safe for use by several threads.
 *
 * <p>No method throws because of what happens on the host or on the way to it: that is an {@link
 * Exit}. Nothing is tried twice.
 */
public interface Host extends AutoCloseable {
  HostName name();

  /** Runs a command to its end, or until its limit has passed. */
  Exit run(Command command);

  /**
   * Runs a command over a connection that is made for it alone: that it ran shows that connections
   * to the host can be made.
   */
  Exit runAnew(Command command);

  /**
   * Starts a command that goes on until it is released or this process is gone, and returns with
   * the first line it prints, or with how it ended without one.
   */
  Hold hold(Command command);

  /**
   * Connects to another machine over TCP as this host reaches it: by the names it knows and on the
   * ways it has.
   */
  Passage connect(String machine, int port);

  /** Ends the connection and with it what is held. */
  @Override
  void close();
}
