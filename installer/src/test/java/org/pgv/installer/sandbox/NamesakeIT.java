package org.pgv.installer.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.HostName;
import org.pgv.manifests.value.Network;

/** Two sandboxes of one name in two folders share the machine's real network namespaces. */
class NamesakeIT {
  private final Commands commands = new LocalCommands();
  private final Cables cables = new Cables(commands);
  private final Sandbox sandbox =
      Sandbox.of(
          new HostName("namesake" + ProcessHandle.current().pid()),
          Network.parse("10.77.0.0/24"),
          "lab.pgv",
          "root",
          HostNames.parse("a,b"));
  private final String bridge = "ip -n " + sandbox.adminNamespace() + " -o address show dev br0";

  @AfterEach
  void takeDown() {
    cables.remove(sandbox);
  }

  @Test
  void takesNothingOverOfOneThatWasLeftBehind() {
    cables.layBridge(sandbox);
    commands.must(
        "ip", "-n", sandbox.adminNamespace(), "addr", "add", "192.0.2.7/24", "dev", "br0");

    cables.claim(sandbox);
    cables.layBridge(sandbox);

    String addresses = commands.must(bridge.split(" "));
    assertTrue(addresses.contains("10.77.0.1/24"), addresses);
    assertFalse(addresses.contains("192.0.2.7"), addresses);
  }

  @Test
  void refusesTheNameOfOneThatRuns() throws IOException {
    cables.layBridge(sandbox);
    Process someone = new ProcessBuilder(Cables.inside(sandbox, "sleep", "60")).inheritIO().start();
    try {
      while (cables.occupants(sandbox.adminNamespace()).isEmpty()) {
        Thread.onSpinWait();
      }

      Refusal refused = assertThrows(Refusal.class, () -> cables.claim(sandbox));

      assertEquals(ExitCode.USAGE, refused.code());
      assertTrue(refused.problems().toString().contains(String.valueOf(someone.pid())));
      assertTrue(commands.run(bridge.split(" ")).good());
    } finally {
      someone.destroy();
    }
  }
}
