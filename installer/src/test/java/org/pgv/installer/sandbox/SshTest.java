package org.pgv.installer.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SshTest {
  private final Sandbox sandbox = SandboxTest.demo("10.77.0.0/24", "a");
  private final SandboxFolder folder = new SandboxFolder(Path.of("/state/demo"));

  @Test
  void keepsEachArgumentTheWayItWasGiven() {
    List<String> command =
        Ssh.command(
            sandbox,
            folder,
            sandbox.members().getFirst(),
            List.of("echo", "it's", "$HOME *"),
            false);

    assertEquals("'echo' 'it'\\''s' '$HOME *'", command.getLast());
  }

  @Test
  void verifiesTheHostsKeyFromTheFirstConnection() {
    List<String> command =
        Ssh.command(sandbox, folder, sandbox.members().getFirst(), List.of(), true);

    assertTrue(command.contains("StrictHostKeyChecking=yes"));
    assertTrue(command.contains("UserKnownHostsFile=/state/demo/ssh/known_hosts"));
    assertEquals("root@10.77.0.11", command.getLast());
  }
}
