package org.pgv.installer.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pgv.installer.sandbox.Cables.End;

class CablesTest {
  private final Sandbox sandbox = SandboxTest.demo("10.77.0.0/24", "a,b");
  private final End a = new End.Host(sandbox.members().getFirst());
  private final End b = new End.Host(sandbox.members().getLast());

  @Test
  void leavesABridgeAloneThatIsThere() {
    RecordedCommands commands = new RecordedCommands(_ -> false);

    new Cables(commands).layBridge(sandbox);

    assertEquals(List.of("ip -n pgv-demo link show br0"), commands.asked);
  }

  @Test
  void givesNoNamespaceARoute() {
    RecordedCommands commands = new RecordedCommands(line -> line.endsWith("show br0"));
    Cables cables = new Cables(commands);

    cables.layBridge(sandbox);
    sandbox.members().forEach(member -> cables.plug(sandbox, member));

    assertTrue(commands.asked.contains("ip -n pgv-demo-a addr add 10.77.0.11/24 dev host0"));
    assertFalse(commands.asked.stream().anyMatch(line -> line.contains("route")));
  }

  @Test
  void cutsOneDirectionOnly() {
    RecordedCommands commands = new RecordedCommands(_ -> false);

    new Cables(commands).cut(sandbox, a, b);

    assertEquals(
        List.of(
            "ip netns exec pgv-demo nft -f - <<< "
                + "add element bridge pgv between { \"host11\" . \"host12\" }"),
        commands.asked);
  }

  @Test
  void cutsTheAdminOffInEitherDirection() {
    RecordedCommands commands = new RecordedCommands(_ -> false);
    Cables cables = new Cables(commands);

    cables.cut(sandbox, a, new End.Admin());
    cables.cut(sandbox, new End.Admin(), a);

    assertTrue(commands.asked.getFirst().endsWith("add element bridge pgv toadmin { \"host11\" }"));
    assertTrue(
        commands.asked.getLast().endsWith("add element bridge pgv fromadmin { \"host11\" }"));
  }

  @Test
  void healsInOneTransactionWhatMayNotBeCut() {
    RecordedCommands commands = new RecordedCommands(_ -> false);

    new Cables(commands).heal(sandbox, a, b);

    assertEquals(1, commands.asked.size());
    assertTrue(commands.asked.getFirst().contains("add element"));
    assertTrue(commands.asked.getFirst().contains("\ndelete element"));
  }
}
