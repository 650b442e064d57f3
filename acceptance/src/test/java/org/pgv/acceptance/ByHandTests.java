package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What somebody changes past the site file is seen, and is taken back or left to who did it. */
abstract class ByHandTests {
  private static final int CHANGES = 8;
  private static final int DUE = 10;
  private static final Duration TURN = Duration.ofSeconds(30);

  private static final List<String> SHOWN =
      List.of(
          "ALTER SYSTEM has set auto_explain.log_min_duration, work_mem",
          "pg_hba.conf has \"host all all 0.0.0.0/0 trust\"",
          "Patroni has postgresql.parameters.archive_timeout: 120, not 60",
          "Patroni has ttl: 77, not 20");

  private final Lab lab;
  private final Clients clients;
  private final Database database;

  ByHandTests(Lab lab) {
    this.lab = lab;
    this.clients = new Clients(lab);
    this.database = new Database(lab);
  }

  private void patronictl(String words) {
    lab.shell(lab.primary().orElseThrow(), "patronictl -c " + lab.patroni() + " " + words)
        .expect(0);
  }

  @Test
  @Order(1)
  void isSeenAndTakenBack() throws InterruptedException {
    String primary = clients.whole();
    lab.shell(
            primary,
            "file=$(runuser -u postgres -- psql -Atc 'SHOW hba_file')"
                + " && { echo 'host all all 0.0.0.0/0 trust'; cat $file; } >$file.new"
                + " && cat $file.new >$file && rm $file.new"
                + " && runuser -u postgres -- psql -qc \"ALTER SYSTEM SET work_mem = '7MB'\""
                + " -c \"ALTER SYSTEM SET auto_explain.log_min_duration = '1s'\""
                + " -c 'SELECT pg_reload_conf()'")
        .expect(0);
    patronictl("edit-config main --force -s ttl=77 -p archive_timeout=120 -s synchronous_mode=off");
    eventually(() -> seesAll(lab.install("plan").end().all()));

    lab.install("plan", "--check").end().expect(CHANGES);
    String status = lab.ask("status").end().all();
    for (String changed : SHOWN) {
      assertTrue(status.contains(primary + ": changed by hand: " + changed), status);
    }
    lab.install("apply").end().expect(0);

    assertEquals(
        "0",
        database.sql(
            primary, "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method = 'trust'"));
    assertEquals(
        "0",
        database.sql(
            primary, "SELECT count(*) FROM pg_file_settings WHERE sourcefile LIKE '%auto.conf'"));
    eventually(() -> lab.install("plan", "--check").end().code() == 0);
    eventually(() -> !lab.ask("status").end().all().contains("changed by hand"));
    String shared =
        lab.shell(primary, "patronictl -c " + lab.patroni() + " show-config main").output();
    assertFalse(shared.contains("77") || shared.contains("archive_timeout: 120"), shared);
    assertTrue(shared.contains("synchronous_mode: quorum"), shared);
  }

  /** Every member of a cluster takes over what they share within one of Patroni's turns. */
  private static void eventually(BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + TURN.toNanos();
    while (!holds.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "not so after " + TURN);
      Thread.sleep(1_000);
    }
  }

  private static boolean seesAll(String plan) {
    return List.of(
            "- host all all 0.0.0.0/0 trust",
            "work_mem = 7MB",
            "auto_explain.log_min_duration = 1s",
            "ttl: ",
            "not 77",
            "postgresql.parameters.archive_timeout: ",
            "synchronous_mode: quorum, not ")
        .stream()
        .allMatch(plan::contains);
  }

  @Test
  @Order(2)
  void aPauseIsLeftToWhoAskedForItButNotKeptQuiet() throws InterruptedException {
    clients.whole();
    patronictl("pause main --wait");
    try {
      eventually(
          () -> {
            Run.Ended applied = lab.install("apply").end();
            return applied.code() == DUE && applied.all().contains("due: main is paused");
          });
    } finally {
      patronictl("resume main --wait");
    }
    eventually(() -> lab.install("apply").end().code() == 0);
  }

  @Test
  @Order(3)
  void whoseParametersAndPasswordSomebodyChangedIsSaid() throws InterruptedException {
    String primary = clients.whole();
    String password = lab.secret("postgres/main/app_owner");
    database.sql(primary, "ALTER ROLE app_owner SET statement_timeout = '7s'");
    database.sql(primary, "ALTER ROLE app_owner PASSWORD 'of-somebody-else-7'");

    String plan = lab.install("plan").end().expect(0).all();
    assertTrue(plan.contains("statement_timeout=7s for role app_owner, set by hand"), plan);
    assertTrue(plan.contains("the password of app_owner in main was changed by hand"), plan);

    database.sql(primary, "ALTER ROLE app_owner RESET ALL");
    database.sql(primary, "ALTER ROLE app_owner PASSWORD NULL");
    lab.install("apply").end().expect(0);
    String asked =
        lab.shell(
                "pg2",
                "PGPASSWORD=%s psql 'host=pg3.demo.internal port=5436 dbname=app user=app_owner"
                        .formatted(password)
                    + " sslmode=verify-full sslrootcert=/etc/pgv/pki/root.crt' -Atc 'SELECT 1'")
            .expect(0)
            .output();
    assertEquals("1\n", asked);
    assertFalse(lab.install("plan").end().expect(0).all().contains("by hand"));
  }
}
