package org.pgv.installer.host.ssh;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.UserAuthException;
import org.pgv.installer.host.Connector;
import org.pgv.installer.host.Host;
import org.pgv.installer.host.HostUnreachable;
import org.pgv.installer.host.Login;
import org.pgv.installer.host.Login.Endpoint;
import org.pgv.manifests.problem.Problem;

/** Connects by ssh, through jump hosts where there are some; host keys are verified, always. */
public final class SshConnector implements Connector {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int KEEPALIVE_SECONDS = 5;
  private static final int UNANSWERED_KEEPALIVES = 6;

  private final HostKeys hostKeys;
  private final Identities identities;

  public SshConnector(HostKeys hostKeys, Identities identities) {
    this.hostKeys = hostKeys;
    this.identities = identities;
  }

  @Override
  public Host connect(Login login) {
    List<Endpoint> way = new ArrayList<>(login.jumps());
    way.add(login.endpoint());
    List<SSHClient> chain = new ArrayList<>();
    try {
      for (Endpoint endpoint : way) {
        chain.add(client(login, endpoint, chain));
      }
    } catch (HostUnreachable e) {
      SshHost.close(chain);
      throw e;
    }
    boolean root = login.endpoint().user().equals("root");
    return new SshHost(login.host(), chain, root, () -> connect(login));
  }

  private SSHClient client(Login login, Endpoint endpoint, List<SSHClient> before) {
    SSHClient client = new SSHClient(SshAlgorithms.config());
    KeyCheck check = new KeyCheck(hostKeys, endpoint);
    client.addHostKeyVerifier(check);
    client.setConnectTimeout(TIMEOUT_MILLIS);
    client.getTransport().setTimeoutMs(TIMEOUT_MILLIS);
    keepAlive(client);
    try {
      if (before.isEmpty()) {
        client.connect(endpoint.address(), endpoint.port());
      } else {
        client.connectVia(
            before.getLast().newDirectConnection(endpoint.address(), endpoint.port()));
      }
      client.auth(endpoint.user(), identities.methods(login.keys(), client));
      return client;
    } catch (IOException e) {
      SshHost.close(List.of(client));
      throw new HostUnreachable(problem(login, endpoint, check.refusal(), e), e);
    }
  }

  private static void keepAlive(SSHClient client) {
    if (client.getConnection().getKeepAlive() instanceof KeepAliveRunner runner) {
      runner.setKeepAliveInterval(KEEPALIVE_SECONDS);
      runner.setMaxAliveCount(UNANSWERED_KEEPALIVES);
    }
  }

  private static Problem problem(
      Login login, Endpoint endpoint, Optional<Problem> keyRefusal, IOException cause) {
    if (keyRefusal.isPresent()) {
      Problem refused = keyRefusal.get();
      return new Problem(
          login.host() + " (" + refused.where() + ")", refused.what(), refused.hint());
    }
    String where = login.host() + " (" + endpoint.knownAs() + ")";
    return switch (cause) {
      case UserAuthException _ ->
          new Problem(
              where,
              "does not let '" + endpoint.user() + "' in with any of our keys",
              "try 'ssh "
                  + endpoint.user()
                  + "@"
                  + endpoint.address()
                  + "', and give the key file"
                  + " as ssh.key in the site file");
      case ConnectException _ -> down(where, "refuses the connection", endpoint);
      case SocketTimeoutException _ -> down(where, "gives no answer within 10 s", endpoint);
      case NoRouteToHostException _ -> down(where, "there is no route to it", endpoint);
      case UnknownHostException _ -> down(where, "its name has no address", endpoint);
      default -> down(where, "no ssh connection: " + cause.getMessage(), endpoint);
    };
  }

  private static Problem down(String where, String what, Endpoint endpoint) {
    return new Problem(
        where, what, "see that it is up and that sshd listens on port " + endpoint.port());
  }
}
