package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What is left when all is taken away again. */
@Order(7)
@InSharedLab
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
      assertEquals(List.of(), Snapshots.changed(lab, host), host);
    }
  }

  @Test
  @Order(2)
  void hostsLetInWhomTheyLetInBefore() {
    for (String host : Lab.HOSTS) {
      assertEquals("", lab.shell(host, "nft list ruleset").expect(0).output(), host);
    }
  }

  @Test
  @Order(3)
  void nothingOfOursRuns() {
    for (String host : Lab.MEMBERS) {
      String running = HostState.units(lab, host);

      assertTrue(
          running.lines().noneMatch(unit -> unit.matches("(etcd|patroni|haproxy).*")), running);
    }
  }

  @Test
  @Order(4)
  void whatStayedIsPurgedByALaterRun() {
    lab.install("uninstall", "--purge-data", "--confirm", "demo").end().expect(0);

    lab.shell("pg3", "test ! -e /var/lib/etcd/pgv").expect(0);
  }
}
