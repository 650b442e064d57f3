package org.pgv.acceptance;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a service cannot come up, no gate waits for it until its time is over. */
abstract class FailingUnitTests {
  private final Lab lab;
  private final Clients clients;

  FailingUnitTests(Lab lab) {
    this.lab = lab;
    this.clients = new Clients(lab);
  }

  /** All of them fail, and one after the other is mended, as a person would be led through them. */
  @Test
  void eachGateEndsWithTheWordsOfTheUnitThatItWaitsFor() throws InterruptedException {
    clients.whole();
    List<FailingUnit> units =
        List.of(
            new FailingUnit(lab, "infra1", "nginx.service"),
            new FailingUnit(lab, "pg2", "etcd.service"),
            new FailingUnit(lab, "pg2", "patroni.service"),
            new FailingUnit(lab, "pg2", "pgbouncer.service"),
            new FailingUnit(lab, "pg2", "haproxy.service"));
    units.forEach(FailingUnit::fail);

    for (FailingUnit unit : units) {
      unit.assertThatItIsTold();
      unit.mend();
    }

    lab.install("apply").end().expect(0);
    clients.whole();
    lab.install("plan", "--check").end().expect(0);
  }
}
