package org.pgv.installer.host.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;

/** A connection that a host made for us, as what speaks over sockets wants it. */
final class ForwardedSocket extends Socket {
  private final DirectConnection connection;

  ForwardedSocket(DirectConnection connection) {
    this.connection = connection;
  }

  @Override
  public InputStream getInputStream() {
    return connection.getInputStream();
  }

  @Override
  public OutputStream getOutputStream() {
    return connection.getOutputStream();
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public boolean isClosed() {
    return !connection.isOpen();
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }

  @Override
  public String toString() {
    return connection.getRemoteHost() + ":" + connection.getRemotePort();
  }
}
