package org.pgv.installer.host.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPublickey;

/**
 * The keys to offer: the files that are named; without any, what the agent holds and then the usual
 * files of the user's own ssh folder.
 *
 * @param agentSocket where the agent listens; empty where there is none
 * @param sshFolder the user's own, such as {@code ~/.ssh}
 */
public record Identities(Optional<Path> agentSocket, Path sshFolder) {
  private static final List<String> USUAL = List.of("id_ed25519", "id_ecdsa", "id_rsa");

  /** Those of the user that runs this process. */
  public static Identities ofProcess() {
    return new Identities(
        Optional.ofNullable(System.getenv("SSH_AUTH_SOCK"))
            .filter(text -> !text.isEmpty())
            .map(Path::of),
        Path.of(System.getProperty("user.home"), ".ssh"));
  }

  List<AuthMethod> methods(List<Path> named, SSHClient client) throws IOException {
    List<AuthMethod> methods = new ArrayList<>();
    for (Path file : named) {
      methods.add(fromFile(file, client));
    }
    if (!methods.isEmpty()) {
      return methods;
    }
    if (agentSocket.isPresent()) {
      methods.addAll(fromAgent(new Agent(agentSocket.get())));
    }
    for (String name : USUAL) {
      if (Files.isReadable(sshFolder.resolve(name))) {
        methods.add(fromFile(sshFolder.resolve(name), client));
      }
    }
    if (methods.isEmpty()) {
      throw new IOException(
          "there is no key to offer: no ssh-agent, and no key file in " + sshFolder);
    }
    return methods;
  }

  private static AuthMethod fromFile(Path file, SSHClient client) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException("cannot read the key file " + file);
    }
    return new AuthPublickey(client.loadKeys(file.toString()));
  }

  /** An agent that is gone is as good as none: other keys may do. */
  private static List<AuthMethod> fromAgent(Agent agent) {
    List<AuthMethod> methods = new ArrayList<>();
    try {
      for (byte[] key : agent.identities()) {
        methods.add(new AgentAuthentication(agent, key));
      }
    } catch (IOException _) {
      return List.of();
    }
    return methods;
  }
}
