package org.pgv.installer.host.ssh;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.host.Host;
import org.pgv.installer.host.HostContract;
import org.pgv.installer.host.Login;
import org.pgv.installer.host.Login.Endpoint;
import org.pgv.manifests.value.HostName;

/**
 * A host whose user has tcsh, which reads single quotes in a way of its own: all that is promised
 * of hosts holds there, too.
 */
class CshHostIT implements HostContract {
  private static final String SETTINGS = "ForceCommand exec tcsh -f -c \"$SSH_ORIGINAL_COMMAND\"";

  private static LoopbackSshd sshd;
  private static Host host;

  @BeforeAll
  static void connect(@TempDir Path folder) throws Exception {
    sshd = LoopbackSshd.start(folder, SETTINGS);
    Endpoint endpoint = new Endpoint(sshd.user(), "127.0.0.1", sshd.port());
    host =
        new SshConnector(
                new HostKeys(sshd.knownHosts(), List.of(), Set.of()),
                new Identities(Optional.empty(), folder.resolve("none")))
            .connect(
                new Login(
                    new HostName("db1"), false, endpoint, List.of(), List.of(sshd.userKey())));
  }

  @AfterAll
  static void disconnect() {
    host.close();
    sshd.stop();
  }

  @Override
  public Host host() {
    return host;
  }
}
