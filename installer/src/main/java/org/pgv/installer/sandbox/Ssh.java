package org.pgv.installer.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.pgv.installer.sandbox.Sandbox.Member;

/** The ssh command lines that reach a sandbox's hosts, host keys verified. */
final class Ssh {
  private Ssh() {}

  /** Runs a command on a host, argument by argument as given; without one, a login shell. */
  static List<String> command(
      Sandbox sandbox, SandboxFolder folder, Member member, List<String> arguments, boolean tty) {
    List<String> ssh = new ArrayList<>(List.of("ssh", "-i", folder.key().toString(), "-F", "none"));
    option(ssh, "IdentitiesOnly=yes");
    option(ssh, "UserKnownHostsFile=" + folder.knownHosts());
    option(ssh, "GlobalKnownHostsFile=none");
    option(ssh, "StrictHostKeyChecking=yes");
    option(ssh, "LogLevel=ERROR");
    option(ssh, "ConnectTimeout=5");
    ssh.add(tty ? "-t" : "-T");
    ssh.add("root@" + sandbox.address(member));
    if (!arguments.isEmpty()) {
      ssh.add("--");
      ssh.add(arguments.stream().map(Ssh::quote).collect(Collectors.joining(" ")));
    }
    return Cables.inside(sandbox, ssh);
  }

  private static void option(List<String> ssh, String option) {
    ssh.add("-o");
    ssh.add(option);
  }

  /** One word of POSIX shell that means exactly this text. */
  static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
