package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Clients write while the primary moves; every row they were told is kept must be there. */
@Order(5)
@InSharedLab
class AvailabilityIT {
  private final Lab lab;
  private final Clients clients;

  AvailabilityIT(Lab lab) {
    this.lab = lab;
    this.clients = new Clients(lab);
  }

  @Test
  @Order(1)
  void aPlannedSwitchoverLosesNothing() throws IOException, InterruptedException {
    String primary = clients.whole();
    Run writer = clients.write();

    lab.shell(
            primary,
            "patronictl -c " + lab.patroni() + " switchover main --leader " + primary + " --force")
        .expect(0);

    JsonNode report = Clients.report(writer);
    System.out.println("switchover: " + report);
    assertEquals(0, report.path("missing").asLong(), report.toString());
    assertNotEquals(primary, clients.whole());
  }

  /** The gap is measured and printed; docs/benchmarks.md holds it beside its limit. */
  @Test
  @Order(2)
  void losingThePrimarysHostLosesNoRowAndItComesBackByItself()
      throws IOException, InterruptedException {
    clients.losePrimarysHost();
  }
}
