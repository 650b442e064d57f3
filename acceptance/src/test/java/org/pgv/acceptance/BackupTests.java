package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What is lost by mistake comes back, and the service is what it was: for hosts of any system. */
abstract class BackupTests {
  private static final String KEEPER = "infra1";
  private static final int LOCKED = 9;
  private static final String NOW =
      "select to_char(now() at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";

  private final Lab lab;
  private final Clients clients;
  private final Database database;

  BackupTests(Lab lab) {
    this.lab = lab;
    this.clients = new Clients(lab);
    this.database = new Database(lab);
  }

  @Test
  @Order(0)
  void theFirstBackupIsReadThroughByItself() throws IOException, InterruptedException {
    await("it is", () -> database.backups().has("lastVerified"));
  }

  @Test
  @Order(1)
  void aRowDeletedOnPurposeIsBackAfterARestoreToTheSecondBefore()
      throws IOException, InterruptedException {
    String primary = clients.whole();
    database.sql(primary, "create table kept as select g id from generate_series(1, 1000) g");
    Thread.sleep(1500);
    Instant before = Instant.parse(database.sql(primary, NOW));
    Thread.sleep(1500);
    database.sql(primary, "delete from kept where id = 42");

    lab.install("restore", "--to", before.toString()).end().expect(2);
    assertEquals("999", database.sql(primary, "select count(*) from kept"));
    Run restore = lab.install("restore", "--to", before.toString(), "--confirm", "main");
    Thread.sleep(6000);
    lab.install("restore", "--to", "latest", "--confirm", "main").end().expect(LOCKED);
    Run.Ended restored = restore.end().expect(0);
    System.out.println("restore: " + restored.took());

    assertEquals("1000", database.sql(clients.whole(), "select count(*) from kept"));
    JsonNode backups = database.backups();
    assertTrue(backups.path("archiving").asBoolean(), backups.toString());
    assertTrue(
        Instant.parse(backups.path("lastFull").asText()).isAfter(before), backups.toString());
    lab.install("plan", "--check").end().expect(0);
  }

  @Test
  @Order(2)
  void refusesATimeBeforeTheFirstBackupAndOneThatHasNotCome() {
    lab.install("restore", "--to", "2001-01-01T00:00:00Z", "--confirm", "main").end().expect(2);
    lab.install("restore", "--to", "2999-01-01T00:00:00Z", "--confirm", "main").end().expect(2);
  }

  @Test
  @Order(3)
  void saysThatTheRepositoryIsAwayAndArchivesWhatWaitedOnceItIsBack()
      throws IOException, InterruptedException {
    String primary = clients.whole();
    lab.shell(KEEPER, "systemctl stop pgbackrest.service").expect(0);
    for (int i = 0; i < 3; i++) {
      database.sql(primary, "create table t" + i + " (a int); select pg_switch_wal()");
    }

    await("it is said", () -> !database.backups().path("archiving").asBoolean());
    lab.ask("status").end().expect(1);
    lab.shell(KEEPER, "systemctl start pgbackrest.service").expect(0);

    await("what waited is archived", () -> database.backups().path("segmentsWaiting").asInt() == 0);
    assertEquals(0, database.backups().path("gaps").size(), database.backups().toString());
  }

  @Test
  @Order(4)
  void takesBackupsByHandAndReadsThemThrough() throws IOException {
    verb("backup", "diff");
    verb("backup", "incr");
    verb("backup", "verify");

    Instant verified = Instant.parse(database.backups().path("lastVerified").asText());
    Instant incremental = Instant.parse(database.backups().path("lastIncremental").asText());
    assertTrue(!verified.isBefore(incremental), verified + " " + incremental);
  }

  @Test
  @Order(5)
  void takesAFullBackupByItselfAfterAGapInTheArchive() throws IOException, InterruptedException {
    String primary = clients.whole();
    String segment = database.sql(primary, "select pg_walfile_name(pg_current_wal_lsn())");
    database.sql(primary, "create table u1 (a int); select pg_switch_wal()");
    database.sql(primary, "create table u2 (a int); select pg_switch_wal()");
    await("all is archived", () -> database.backups().path("segmentsWaiting").asInt() == 0);
    Instant last = Instant.parse(database.backups().path("lastFull").asText());
    Instant lost = Instant.parse(database.sql(primary, NOW));
    lab.shell(KEEPER, "rm /var/lib/pgbackrest/archive/main/*/*/" + segment + "-*.zst").expect(0);

    // What is missing counts once it is missing for a minute; nothing is on its way here.
    lab.shell(
            KEEPER,
            "systemctl set-environment PGV_SECOND_LOOK_AFTER=2; "
                + "systemctl start pgv-repository-look-main.service; "
                + "ended=$?; systemctl unset-environment PGV_SECOND_LOOK_AFTER; exit $ended")
        .expect(0);

    assertEquals(segment, database.backups().path("gaps").path(0).path("firstSegment").asText());
    await(
        "there is a full backup",
        () -> Instant.parse(database.backups().path("lastFull").asText()).isAfter(last));
    Run.Ended refused =
        lab.install("restore", "--to", lost.toString(), "--confirm", "main").end().expect(2);
    assertTrue(refused.errors().contains("is in a gap of the archive"), refused.toString());
  }

  /** A verb of two words. */
  private void verb(String verb, String kind) {
    lab.run(verb, kind, lab.site().toString()).end().expect(0);
  }

  private static void await(String what, Check check) throws IOException, InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!check.holds()) {
      assertTrue(System.nanoTime() < end, what);
      Thread.sleep(500);
    }
  }

  private interface Check {
    boolean holds() throws IOException;
  }
}
