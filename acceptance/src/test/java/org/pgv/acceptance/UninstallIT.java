package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is left when all is taken away again. */
@Order(4)
@ExtendWith(Lab.Shared.class)
class UninstallIT {
  private final Lab lab;

  UninstallIT(Lab lab) {
    this.lab = lab;
  }

  @Test
  @Order(1)
  void putsBackEveryFileThatWasThereBefore() throws IOException {
    lab.install("uninstall", "--confirm", "demo").end().expect(0);

    for (String host : Lab.HOSTS) {
      List<String> before = Files.readAllLines(Snapshots.file(lab, host));
      List<String> after = HostState.configuration(lab, host).lines().toList();
      List<String> changed = before.stream().filter(line -> !after.contains(line)).toList();
      // Accounts of packages stay, as the distribution wants it.
      assertEquals(
          List.of(),
          changed.stream()
              .filter(line -> !line.matches(".* etc/(passwd|group|shadow|gshadow|subuid|subgid)"))
              .toList(),
          host);
    }
  }

  @Test
  @Order(2)
  void nothingOfOursRuns() {
    for (String host : Lab.MEMBERS) {
      String running = HostState.units(lab, host);

      assertTrue(
          running.lines().noneMatch(unit -> unit.matches("(etcd|patroni|haproxy).*")), running);
    }
  }
}
