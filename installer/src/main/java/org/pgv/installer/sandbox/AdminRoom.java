package org.pgv.installer.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.sandbox.Sandbox.Member;
import org.pgv.manifests.store.TextFiles;

/**
 * Where commands see the hosts and nothing else. There, {@code /etc/hosts} and {@code
 * /etc/resolv.conf} are the sandbox's (ip-netns(8)), and so are root's {@code .ssh} and PGV_HOME:
 * plain ssh and plain pgv-install reach the hosts, and leave nothing on the machine.
 */
final class AdminRoom {
  private static final String ENTER =
      "mkdir -p -m 0700 /root/.ssh && mount --bind \"$1\" /root/.ssh && shift && exec \"$@\"";

  private final Path folders;

  /**
   * @param folders where iproute2 looks, {@code /etc/netns}
   */
  AdminRoom(Path folders) {
    this.folders = folders;
  }

  /** A command as it runs there; without one, a shell. */
  static List<String> command(Sandbox sandbox, SandboxFolder folder, List<String> command) {
    List<String> whole = new ArrayList<>(List.of("sh", "-c", ENTER, "sh"));
    whole.add(folder.ssh().toString());
    whole.addAll(List.of("env", "PGV_HOME=" + folder.adminHome()));
    whole.addAll(
        command.isEmpty() ? List.of(System.getenv().getOrDefault("SHELL", "/bin/sh")) : command);
    return Cables.inside(sandbox, whole);
  }

  void write(Sandbox sandbox) throws IOException {
    Path folder = Files.createDirectories(folders.resolve(sandbox.adminNamespace()));
    StringBuilder hosts = new StringBuilder("127.0.0.1 localhost\n");
    for (Member member : sandbox.members()) {
      String name = member.name().text();
      hosts.append(
          "%s %s.%s %s%n".formatted(sandbox.address(member), name, sandbox.domain(), name));
    }
    TextFiles.replace(folder.resolve("hosts"), hosts.toString());
    TextFiles.replace(folder.resolve("resolv.conf"), "# no name server in a sandbox\n");
  }

  void remove(Sandbox sandbox) throws IOException {
    Path folder = folders.resolve(sandbox.adminNamespace());
    for (String file : List.of("hosts", "hosts.new", "resolv.conf", "resolv.conf.new")) {
      Files.deleteIfExists(folder.resolve(file));
    }
    Files.deleteIfExists(folder);
  }
}
