package org.pgv.installer.host.ssh;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.common.Buffer;

/**
 * A running ssh-agent, spoken to in its own protocol (draft-ietf-sshm-ssh-agent): which keys it
 * has, and signatures by them.
 */
final class Agent {
  private static final byte REQUEST_IDENTITIES = 11;
  private static final byte IDENTITIES_ANSWER = 12;
  private static final byte SIGN_REQUEST = 13;
  private static final byte SIGN_RESPONSE = 14;
  private static final int LARGEST_ANSWER = 1 << 18;

  private final Path socket;

  Agent(Path socket) {
    this.socket = socket;
  }

  /** The public keys, each as it travels in the protocol. */
  List<byte[]> identities() throws IOException {
    try {
      Buffer.PlainBuffer answer =
          ask(new Buffer.PlainBuffer().putByte(REQUEST_IDENTITIES), IDENTITIES_ANSWER);
      List<byte[]> keys = new ArrayList<>();
      for (long left = answer.readUInt32(); left > 0; left--) {
        keys.add(answer.readBytes());
        answer.readString();
      }
      return keys;
    } catch (Buffer.BufferException e) {
      throw new IOException("ssh-agent gave an answer that cannot be read", e);
    }
  }

  /** A signature over the data, with its algorithm's name, as it travels in the protocol. */
  byte[] sign(byte[] key, byte[] data, int flags) throws IOException {
    try {
      Buffer.PlainBuffer request = new Buffer.PlainBuffer();
      request.putByte(SIGN_REQUEST).putBytes(key).putBytes(data).putUInt32(flags);
      return ask(request, SIGN_RESPONSE).readBytes();
    } catch (Buffer.BufferException e) {
      throw new IOException("ssh-agent gave an answer that cannot be read", e);
    }
  }

  private Buffer.PlainBuffer ask(Buffer.PlainBuffer request, byte expected)
      throws IOException, Buffer.BufferException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      byte[] body = request.getCompactData();
      ByteBuffer message = ByteBuffer.allocate(Integer.BYTES + body.length);
      message.putInt(body.length).put(body).flip();
      while (message.hasRemaining()) {
        channel.write(message);
      }
      int length = read(channel, Integer.BYTES).getInt();
      if (length < 1 || length > LARGEST_ANSWER) {
        throw new IOException("ssh-agent gave an answer of " + length + " bytes");
      }
      Buffer.PlainBuffer answer = new Buffer.PlainBuffer(read(channel, length).array());
      if (answer.readByte() != expected) {
        throw new IOException("ssh-agent refused");
      }
      return answer;
    }
  }

  private static ByteBuffer read(SocketChannel channel, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new IOException("ssh-agent closed the connection");
      }
    }
    return buffer.flip();
  }
}
