package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What only a restart brings is in force after one, and before it is not said to be so. */
abstract class RestartTests {
  private static final String SLOT =
      "SELECT count(*) FROM pg_replication_slots WHERE slot_name = 'readings' AND wal_status <> 'lost'";
  private static final String CHANGES =
      "SELECT count(*) > 0 FROM pg_logical_slot_peek_binary_changes('readings', NULL, NULL,"
          + " 'proto_version', '1', 'publication_names', 'readings')";

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
    String owner = "owner: app_owner, ";
    assertTrue(text.contains(owner), text);
    Files.writeString(
        lab.site(),
        text.replace(members, members + "    parameters: { max_connections: 600 }\n")
            .replace(owner, owner + "slots: [{ name: readings }], "));

    for (int run = 1; run <= 2; run++) {
      Run.Ended due = lab.install("apply").end().expect(10);
      assertTrue(due.all().contains("due: main runs with other values of max_connections"));
    }
    String primary = clients.whole();
    assertEquals("500", database.sql(primary, "show max_connections"));
    aChangeIsWrittenForWhoeverReadsTheSlot(primary);
    Run.Ended restarted = lab.install("apply", "--restart").end().expect(0);
    System.out.println("raised: " + restarted.took());

    assertNotEquals(primary, clients.whole());
    assertEquals("t", database.sql(clients.whole(), CHANGES));
    for (String member : Lab.MEMBERS) {
      assertEquals("600", database.sql(member, "show max_connections"));
    }
    lab.install("plan", "--check").end().expect(0);
  }

  /** Before a member can lead, it has to have the slot itself. */
  private void aChangeIsWrittenForWhoeverReadsTheSlot(String primary) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    for (String member : Lab.MEMBERS) {
      while (!hasTheSlot(member)) {
        assertTrue(System.nanoTime() < end, member);
        Thread.sleep(500);
      }
    }
    database.sql(
        primary,
        "CREATE TABLE reading (a int); CREATE PUBLICATION readings FOR TABLE reading;"
            + " INSERT INTO reading VALUES (1)");
    clients.whole();
  }

  /** A replica starts again to take it over. */
  private boolean hasTheSlot(String member) {
    return lab.shell(member, "runuser -u postgres -- psql -Atqc \"%s\"".formatted(SLOT))
        .output()
        .equals("1\n");
  }

  /** From a backup that was taken before the limit was raised: its WAL tells of it on the way. */
  @Test
  @Order(2)
  void aRestoreIsRehearsedAcrossIt() throws IOException {
    lab.run("drill", "restore", lab.site().toString()).end().expect(0);

    assertTrue(database.backups().has("lastDrill"), database.backups().toString());
  }
}
