package org.pgv.installer.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.pgv.installer.sandbox.Sandbox.Member;
import org.pgv.manifests.console.PrivateFile;
import org.pgv.manifests.store.TextFiles;

/**
 * The ssh keys of a sandbox: one that every host lets in, and each host's own, known beforehand so
 * that the very first connection is verified.
 */
final class Keys {
  private static final String HOST_KEY = "etc/ssh/ssh_host_ed25519_key";

  private final Commands commands;

  Keys(Commands commands) {
    this.commands = commands;
  }

  /** Makes the key of the admin. */
  void forAdmin(Sandbox sandbox, SandboxFolder folder) throws IOException {
    PrivateFile.folder(folder.ssh());
    generate(folder.key(), "admin@" + sandbox.name());
  }

  /** Makes a host's own key in its file system, and lets the admin in. */
  void forHost(Sandbox sandbox, SandboxFolder folder, Member member) throws IOException {
    Path key = folder.upper(member).resolve(HOST_KEY);
    Files.createDirectories(key.getParent());
    generate(key, "root@" + member.name());
    Path home = folder.upper(member).resolve("root");
    Path ssh = Files.createDirectories(home.resolve(".ssh"));
    Files.copy(
        publicPart(folder.key()),
        ssh.resolve("authorized_keys"),
        StandardCopyOption.REPLACE_EXISTING);
    commands.must("chmod", "0700", home.toString(), ssh.toString());
  }

  /** Writes down every host's key under its address and names. */
  void writeKnownHosts(Sandbox sandbox, SandboxFolder folder) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Member member : sandbox.members()) {
      String name = member.name().text();
      String key = Files.readString(publicPart(folder.upper(member).resolve(HOST_KEY)));
      lines
          .append(sandbox.address(member))
          .append(',')
          .append(name)
          .append(',')
          .append(name + "." + sandbox.domain())
          .append(' ')
          .append(key.strip().replaceFirst(" \\S+$", ""))
          .append('\n');
    }
    TextFiles.replace(folder.knownHosts(), lines.toString());
  }

  private void generate(Path key, String comment) throws IOException {
    Files.deleteIfExists(key);
    Files.deleteIfExists(publicPart(key));
    commands.must(
        "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", key.toString());
  }

  private static Path publicPart(Path key) {
    return key.resolveSibling(key.getFileName() + ".pub");
  }
}
