package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is lost by mistake comes back, and the service is what it was. */
@Order(4)
@ExtendWith(Lab.Shared.class)
class BackupIT {
  private static final String KEEPER = "infra1";
  private static final int LOCKED = 9;
  private static final String NOW =
      "select to_char(now() at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";

  private final Lab lab;
  private final Clients clients;

  BackupIT(Lab lab) {
    this.lab = lab;
    this.clients = new Clients(lab);
  }

  @Test
  @Order(1)
  void aRowDeletedOnPurposeIsBackAfterARestoreToTheSecondBefore()
      throws IOException, InterruptedException {
    String primary = clients.whole();
    sql(primary, "create table kept as select g id from generate_series(1, 1000) g");
    Thread.sleep(1500);
    Instant before = Instant.parse(sql(primary, NOW));
    Thread.sleep(1500);
    sql(primary, "delete from kept where id = 42");

    lab.install("restore", "--to", before.toString()).end().expect(2);
    assertEquals("999", sql(primary, "select count(*) from kept"));
    Run restore = lab.install("restore", "--to", before.toString(), "--confirm", "main");
    Thread.sleep(6000);
    lab.install("restore", "--to", "latest", "--confirm", "main").end().expect(LOCKED);
    Run.Ended restored = restore.end().expect(0);
    System.out.println("restore: " + restored.took());

    assertEquals("1000", sql(clients.whole(), "select count(*) from kept"));
    JsonNode backups = backups();
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
      sql(primary, "create table t" + i + " (a int); select pg_switch_wal()");
    }

    await("it is said", () -> !backups().path("archiving").asBoolean());
    lab.ask("status").end().expect(1);
    lab.shell(KEEPER, "systemctl start pgbackrest.service").expect(0);

    await("what waited is archived", () -> backups().path("segmentsWaiting").asInt() == 0);
    assertEquals(0, backups().path("gaps").size(), backups().toString());
  }

  @Test
  @Order(4)
  void takesBackupsByHandAndReadsThemThrough() throws IOException {
    verb("backup", "diff");
    verb("backup", "incr");
    verb("backup", "verify");

    Instant verified = Instant.parse(backups().path("lastVerified").asText());
    Instant incremental = Instant.parse(backups().path("lastIncremental").asText());
    assertTrue(!verified.isBefore(incremental), verified + " " + incremental);
  }

  @Test
  @Order(5)
  void takesAFullBackupByItselfAfterAGapInTheArchive() throws IOException, InterruptedException {
    String primary = clients.whole();
    String segment = sql(primary, "select pg_walfile_name(pg_current_wal_lsn())");
    sql(primary, "create table u1 (a int); select pg_switch_wal()");
    sql(primary, "create table u2 (a int); select pg_switch_wal()");
    await("all is archived", () -> backups().path("segmentsWaiting").asInt() == 0);
    Instant last = Instant.parse(backups().path("lastFull").asText());
    Instant lost = Instant.parse(sql(primary, NOW));
    lab.shell(KEEPER, "rm /var/lib/pgbackrest/archive/main/*/*/" + segment + "-*").expect(0);

    // What is missing counts once it is missing for a minute; nothing is on its way here.
    lab.shell(
            KEEPER,
            "systemctl set-environment PGV_SECOND_LOOK_AFTER=2; "
                + "systemctl start pgv-repository-look-main.service; "
                + "ended=$?; systemctl unset-environment PGV_SECOND_LOOK_AFTER; exit $ended")
        .expect(0);

    assertEquals(segment, backups().path("gaps").path(0).path("firstSegment").asText());
    await(
        "there is a full backup",
        () -> Instant.parse(backups().path("lastFull").asText()).isAfter(last));
    Run.Ended refused =
        lab.install("restore", "--to", lost.toString(), "--confirm", "main").end().expect(2);
    assertTrue(refused.errors().contains("is in a gap of the archive"), refused.toString());
  }

  @Test
  @Order(6)
  void rehearsesARestoreAndRemembersWhen() throws IOException {
    verb("drill", "restore");

    assertTrue(backups().has("lastDrill"), backups().toString());
  }

  /** A verb of two words. */
  private void verb(String... words) {
    List<String> command = new ArrayList<>(List.of(lab.bundle().resolve("install.sh").toString()));
    command.addAll(List.of(words));
    command.add(lab.site().toString());
    lab.on("admin", command).end().expect(0);
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

  private JsonNode backups() throws IOException {
    Run.Ended status = lab.ask("status", "--json").end();
    return new JsonMapper().readTree(status.output()).path("clusters").path(0).path("backups");
  }

  private String sql(String host, String statement) {
    return lab.shell(
            host,
            "runuser -u postgres -- psql --no-psqlrc -Atq app <<'END'\n" + statement + "\nEND\n")
        .expect(0)
        .output()
        .strip();
  }
}
