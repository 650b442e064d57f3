package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The address that clients know moves when its holder is lost, and is never on two hosts. */
@Order(5)
@InSharedLab
class AddressIT {
  private final Lab lab;
  private final Clients clients;
  private final String address;

  AddressIT(Lab lab) {
    this.lab = lab;
    this.clients = new Clients(lab);
    this.address = lab.virtualAddress();
  }

  /** Later tests know nothing of it. */
  @AfterAll
  static void withoutIt(Lab lab) throws IOException {
    String site = Files.readString(lab.site());
    Files.writeString(lab.site(), site.replaceFirst(" +vip: .*\n", ""));
  }

  @Test
  @Order(0)
  void aRunningSiteGetsAnAddress() throws IOException, InterruptedException {
    String site = Files.readString(lab.site());
    Files.writeString(
        lab.site(), site.replace("    rto: lan", "    vip: " + address + "/24\n    rto: lan"));

    lab.install("apply").end().expect(0);

    lab.install("plan", "--check").end().expect(0);
    try (Holders holders = new Holders(lab, address)) {
      holders.anotherThan("nobody");
    }
  }

  @Test
  @Order(1)
  void whyItIsNotHeldIsTold() throws IOException, InterruptedException {
    List<FailingUnit> units =
        Lab.MEMBERS.stream().map(host -> new FailingUnit(lab, host, "keepalived.service")).toList();
    units.forEach(FailingUnit::fail);
    units.getFirst().assertThatItIsTold();
    units.forEach(FailingUnit::mend);

    lab.install("apply").end().expect(0);
    try (Holders holders = new Holders(lab, address)) {
      holders.anotherThan("nobody");
    }
  }

  /** The gap is printed; docs/benchmarks.md holds what it is on a quiet machine. */
  @Test
  @Order(2)
  void losingTheHostThatHoldsItLosesNoRow() throws IOException, InterruptedException {
    String primary = clients.whole();
    try (Holders holders = new Holders(lab, address)) {
      String holder = holders.steady();
      if (holder.equals(primary)) {
        lab.shell(holder, "systemctl stop keepalived").expect(0);
        holder = holders.anotherThan(primary);
        lab.shell(primary, "systemctl start keepalived").expect(0);
      }
      Run writer = clients.write();

      lab.sandbox("power", "off", holder).end().expect(0);

      JsonNode report = Clients.report(writer);
      lab.sandbox("power", "on", holder).end().expect(0);
      System.out.println("holder of the address lost: " + report);
      assertEquals(0, report.path("missing").asLong(), report.toString());
      assertNotEquals(holder, holders.now().orElseThrow());
      assertEquals(primary, clients.whole(), "who leads is another matter");
      holders.assertNeverTwo();
    }
  }

  @Test
  @Order(3)
  void aHostThatIsCutOffLetsGoOfItBeforeAnotherTakesIt() throws IOException, InterruptedException {
    clients.whole();
    try (Holders holders = new Holders(lab, address)) {
      String cut = holders.steady();

      lab.cable(cut, false);
      holders.anotherThan(cut);
      lab.cable(cut, true);

      Thread.sleep(4_000);
      holders.assertNeverTwo();
    }
  }

  @Test
  @Order(4)
  void aHostWhoseKeeperHangsLosesIt() throws IOException, InterruptedException {
    clients.whole();
    try (Holders holders = new Holders(lab, address)) {
      String hung = holders.steady();

      lab.shell(hung, "systemctl kill --signal STOP keepalived").expect(0);

      String taken = holders.anotherThan(hung);
      Thread.sleep(4_000);
      assertEquals(List.of(taken), holders.seen().getLast().hosts());
    }
    clients.whole();
  }
}
