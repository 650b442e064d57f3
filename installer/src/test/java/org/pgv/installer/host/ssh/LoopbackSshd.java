package org.pgv.installer.host.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A real sshd on the loopback address, with keys of its own, and an ssh-agent; for root, without
 * what root's shell does here.
 */
final class LoopbackSshd {
  private final Path folder;
  private final int port;
  private final List<Process> processes = new ArrayList<>();

  private LoopbackSshd(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  static LoopbackSshd start(Path folder) throws Exception {
    return start(folder, "");
  }

  /**
   * @param settings more lines of sshd_config(5)
   */
  static LoopbackSshd start(Path folder, String settings) throws Exception {
    LoopbackSshd sshd = new LoopbackSshd(folder, freePort());
    Path hostKey = sshd.newKey("host");
    Path userKey = sshd.newKey("user");
    Path authorized = folder.resolve("authorized");
    Files.copy(userKey.resolveSibling("user.pub"), authorized);
    Files.createDirectories(Path.of("/run/sshd"));
    String address = "[127.0.0.1]:" + sshd.port + " ";
    Files.writeString(sshd.knownHosts(), address + Files.readString(folder.resolve("host.pub")));
    Path config = folder.resolve("sshd_config");
    Files.writeString(
        config,
        """
        ListenAddress 127.0.0.1
        Port %d
        HostKey %s
        AuthorizedKeysFile %s
        StrictModes no
        PermitRootLogin yes
        UsePAM no
        PidFile none
        SetEnv HOME=%s
        %s
        """
            .formatted(sshd.port, hostKey, authorized, folder, settings));
    sshd.processes.add(
        new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("sshd.log").toFile())
            .start());
    sshd.awaitPort();
    return sshd;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitPort() throws Exception {
    for (int i = 0; i < 100; i++) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException _) {
        Thread.sleep(50);
      }
    }
    throw new IOException("sshd does not listen: " + Files.readString(folder.resolve("sshd.log")));
  }

  int port() {
    return port;
  }

  String user() {
    return System.getProperty("user.name");
  }

  Path userKey() {
    return folder.resolve("user");
  }

  Path knownHosts() {
    return folder.resolve("known_hosts");
  }

  String fingerprint() {
    try {
      return output("ssh-keygen", "-lf", folder.resolve("host.pub").toString()).split(" ", -1)[1];
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  Path newKey(String name) throws Exception {
    Path key = folder.resolve(name);
    output("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString());
    return key;
  }

  /** An agent that holds the user's key; its socket. */
  Path startAgent() throws Exception {
    Path socket = folder.resolve("agent.sock");
    processes.add(new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start());
    ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", userKey().toString());
    add.environment().put("SSH_AUTH_SOCK", socket.toString());
    // A socket is there before anybody listens at it.
    for (int i = 0; i < 100; i++) {
      if (add.inheritIO().start().waitFor() == 0) {
        return socket;
      }
      Thread.sleep(50);
    }
    throw new IOException("ssh-add failed");
  }

  void stop() {
    processes.forEach(Process::destroy);
  }

  private static String output(String... words) throws Exception {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", words) + ": " + text);
    }
    return text;
  }
}
