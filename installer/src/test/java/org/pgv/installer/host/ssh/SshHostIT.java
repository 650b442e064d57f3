package org.pgv.installer.host.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.host.Host;
import org.pgv.installer.host.HostContract;
import org.pgv.installer.host.HostUnreachable;
import org.pgv.installer.host.Login;
import org.pgv.installer.host.Login.Endpoint;
import org.pgv.installer.host.Passage;
import org.pgv.manifests.value.HostName;

/** Against a real sshd on the loopback address. */
class SshHostIT implements HostContract {
  private static final HostName NAME = new HostName("db1");

  private static Path folder = Path.of("");
  private static LoopbackSshd sshd;
  private static Host host;

  @BeforeAll
  static void connect(@TempDir Path temporary) throws Exception {
    folder = temporary;
    sshd = LoopbackSshd.start(folder);
    host = connector(Set.of(), sshd.knownHosts()).connect(login(List.of(sshd.userKey())));
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

  @Test
  void tellsThatSshdLetsNobodyThroughFromThatNobodyAnswers() throws Exception {
    Path authorized = folder.resolve("authorized");
    String key = Files.readString(authorized);
    Files.writeString(authorized, "no-port-forwarding " + key);
    try (Host closed =
        connector(Set.of(), sshd.knownHosts()).connect(login(List.of(sshd.userKey())))) {
      assertInstanceOf(Passage.Forbidden.class, closed.connect("localhost", sshd.port()));
    } finally {
      Files.writeString(authorized, key);
    }
  }

  @Test
  void unknownHostKeyIsRefusedAndShown() {
    SshConnector stranger = connector(Set.of(), folder.resolve("nobody"));

    HostUnreachable refused =
        assertThrows(HostUnreachable.class, () -> stranger.connect(login(List.of(sshd.userKey()))));

    assertTrue(refused.problem().what().contains(sshd.fingerprint()), refused::getMessage);
    assertTrue(refused.problem().hint().contains("--accept-host-key " + sshd.fingerprint()));
  }

  @Test
  void acceptedHostKeyIsRememberedForTheNextRun() {
    Path file = folder.resolve("accepted");

    connector(Set.of(sshd.fingerprint()), file).connect(login(List.of(sshd.userKey()))).close();

    connector(Set.of(), file).connect(login(List.of(sshd.userKey()))).close();
  }

  @Test
  void changedHostKeyIsRefusedAsSuch() throws Exception {
    String other = Files.readString(sshd.userKey().resolveSibling("user.pub")).split(" ", -1)[1];
    Path file = folder.resolve("changed");
    String entry = "[127.0.0.1]:" + sshd.port() + " ssh-ed25519 " + other + "\n";
    Files.writeString(file, entry);

    HostUnreachable refused =
        assertThrows(
            HostUnreachable.class,
            () -> connector(Set.of(), file).connect(login(List.of(sshd.userKey()))));

    assertTrue(refused.problem().what().contains("not the one we know"), refused::getMessage);
  }

  @Test
  void wrongUserKeyIsNamedAsTheReason() throws Exception {
    Path stranger = sshd.newKey("stranger");

    HostUnreachable refused =
        assertThrows(
            HostUnreachable.class,
            () -> connector(Set.of(), sshd.knownHosts()).connect(login(List.of(stranger))));

    assertTrue(refused.problem().what().contains("does not let"), refused::getMessage);
  }

  @Test
  void closedPortIsNamedAsTheReason() {
    Login closed =
        new Login(
            NAME, false, new Endpoint("root", "127.0.0.1", 1), List.of(), List.of(sshd.userKey()));

    HostUnreachable refused =
        assertThrows(
            HostUnreachable.class, () -> connector(Set.of(), sshd.knownHosts()).connect(closed));

    assertTrue(refused.problem().what().contains("refuses"), refused::getMessage);
  }

  @Test
  void agentSignsWithAKeyThatIsInNoFileOfOurs() throws Exception {
    Path socket = sshd.startAgent();
    SshConnector byAgent =
        new SshConnector(
            new HostKeys(sshd.knownHosts(), List.of(), Set.of()),
            new Identities(Optional.of(socket), folder.resolve("none")));

    byAgent.connect(login(List.of())).close();
  }

  @Test
  void jumpHostLeadsToTheHostBehindIt() {
    Endpoint jump = new Endpoint(sshd.user(), "127.0.0.1", sshd.port());
    Login behind = new Login(NAME, false, jump, List.of(jump), List.of(sshd.userKey()));

    Host reached = connector(Set.of(), sshd.knownHosts()).connect(behind);

    assertEquals(NAME, reached.name());
    reached.close();
  }

  private static SshConnector connector(Set<String> accepted, Path knownHosts) {
    return new SshConnector(
        new HostKeys(knownHosts, List.of(), accepted),
        new Identities(Optional.empty(), folder.resolve("none")));
  }

  private static Login login(List<Path> keys) {
    Endpoint endpoint = new Endpoint(sshd.user(), "127.0.0.1", sshd.port());
    return new Login(NAME, false, endpoint, List.of(), keys);
  }
}
