package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** A member is down, and what has nothing to do with it is done all the same. */
abstract class AbsentHostTests {
  private static final int REFUSED = 7;
  private static final int DUE = 10;

  private final Lab lab;
  private final Clients clients;
  private final Database database;

  AbsentHostTests(Lab lab) {
    this.lab = lab;
    this.clients = new Clients(lab);
    this.database = new Database(lab);
  }

  @Test
  void aRoleIsMadeWhileAMemberIsDown() throws IOException, InterruptedException {
    String primary = clients.whole();
    // Who asks all others about the state is the first one: the more there is to find another for.
    String away = primary.equals("pg1") ? "pg2" : "pg1";
    String text = Files.readString(lab.site());
    String roles = "    roles:\n";
    assertTrue(text.contains(roles), text);
    lab.sandbox("power", "off", away).end().expect(0);
    try {
      Files.writeString(
          lab.site(), text.replace(roles, roles + "      - { name: newcomer, login: false }\n"));

      lab.install("apply").end().expect(REFUSED);
      lab.install("apply", "--without", "pg9").end().expect(2);
      Run.Ended applied = lab.install("apply", "--without", away).end().expect(DUE);
      System.out.println("without " + away + ": " + applied.took());

      assertTrue(applied.all().contains("due: " + away + " left as it was"), applied.all());
      assertEquals(
          "1", database.sql(primary, "SELECT count(*) FROM pg_roles WHERE rolname = 'newcomer'"));
      lab.install("apply", "--without", away, "--without", primary).end().expect(REFUSED);
    } finally {
      lab.sandbox("power", "on", away).end().expect(0);
    }

    clients.whole();
    lab.install("apply").end().expect(0);
    lab.install("plan", "--check").end().expect(0);
    Files.writeString(lab.site(), text);
    database.sql(clients.whole(), "DROP ROLE newcomer");
  }
}
