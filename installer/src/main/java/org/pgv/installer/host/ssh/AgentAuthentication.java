package org.pgv.installer.host.ssh;

import java.io.IOException;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/** Public key authentication (RFC 4252 section 7) with a key that only the agent has. */
final class AgentAuthentication extends AbstractAuthMethod {
  private static final String RSA_KEY = "ssh-rsa";
  private static final String RSA_SIGNATURE = "rsa-sha2-512";
  private static final int RSA_SHA2_512 = 4;

  private final Agent agent;
  private final byte[] key;
  private final boolean rsa;
  private final String algorithm;

  AgentAuthentication(Agent agent, byte[] key) {
    super("publickey");
    this.agent = agent;
    this.key = key.clone();
    String type = typeOf(key);
    this.rsa = type.equals(RSA_KEY);
    this.algorithm = rsa ? RSA_SIGNATURE : type;
  }

  private static String typeOf(byte[] key) {
    try {
      return new Buffer.PlainBuffer(key).readString();
    } catch (Buffer.BufferException e) {
      throw new IllegalArgumentException("not a public key", e);
    }
  }

  @Override
  public void handle(Message message, SSHPacket packet)
      throws UserAuthException, TransportException {
    if (message != Message.USERAUTH_60) {
      super.handle(message, packet);
      return;
    }
    SSHPacket request = request(true);
    Buffer.PlainBuffer signed = new Buffer.PlainBuffer();
    signed.putString(params.getTransport().getSessionID()).putBuffer(request);
    try {
      request.putString(agent.sign(key, signed.getCompactData(), rsa ? RSA_SHA2_512 : 0));
    } catch (IOException e) {
      throw new UserAuthException("ssh-agent did not sign", e);
    }
    params.getTransport().write(request);
  }

  @Override
  protected SSHPacket buildReq() throws UserAuthException {
    return request(false);
  }

  private SSHPacket request(boolean signed) throws UserAuthException {
    SSHPacket request = super.buildReq();
    request.putBoolean(signed).putString(algorithm).putString(key);
    return request;
  }
}
