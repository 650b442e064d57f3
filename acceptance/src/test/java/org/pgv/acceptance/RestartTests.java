package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What only a restart brings is in force after one, and before it is not said to be so. */
abstract class RestartTests {
  private final Lab lab;
  private final Clients clients;
  private final Database database;

  RestartTests(Lab lab) {
    this.lab = lab;
    this.clients = new Clients(lab);
    this.database = new Database(lab);
  }

  /** What runs is asked, not remembered; and nothing restarts before somebody agrees to it. */
  @Test
  @Order(1)
  void aLimitIsRaisedOnEveryMemberOnceTheOperatorAgrees() throws IOException, InterruptedException {
    String text = Files.readString(lab.site());
    String members = "    members: [pg1, pg2, pg3]\n";
    assertTrue(text.contains(members), text);
    Files.writeString(
        lab.site(), text.replace(members, members + "    parameters: { max_connections: 600 }\n"));

    for (int run = 1; run <= 2; run++) {
      Run.Ended due = lab.install("apply").end().expect(10);
      assertTrue(due.all().contains("due: main runs with other values of max_connections"));
    }
    assertEquals("500", database.sql(clients.whole(), "show max_connections"));
    Run.Ended restarted = lab.install("apply", "--restart").end().expect(0);
    System.out.println("raised: " + restarted.took());

    clients.whole();
    for (String member : Lab.MEMBERS) {
      assertEquals("600", database.sql(member, "show max_connections"));
    }
    lab.install("plan", "--check").end().expect(0);
  }

  /** From a backup that was taken before the limit was raised: its WAL tells of it on the way. */
  @Test
  @Order(2)
  void aRestoreIsRehearsedAcrossIt() throws IOException {
    lab.run("drill", "restore", lab.site().toString()).end().expect(0);

    assertTrue(database.backups().has("lastDrill"), database.backups().toString());
  }
}
