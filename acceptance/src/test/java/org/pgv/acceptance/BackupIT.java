package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is lost by mistake comes back, and the service is what it was. */
@Order(4)
@ExtendWith(Lab.Shared.class)
class BackupIT {
  private final Lab lab;
  private final Clients clients;

  BackupIT(Lab lab) {
    this.lab = lab;
    this.clients = new Clients(lab);
  }

  @Test
  void aRowDeletedOnPurposeIsBackAfterARestoreToTheSecondBefore()
      throws IOException, InterruptedException {
    String primary = clients.whole();
    sql(primary, "create table kept as select g id from generate_series(1, 1000) g");
    Thread.sleep(1500);
    Instant before =
        Instant.parse(
            sql(
                primary,
                "select to_char(now() at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"));
    Thread.sleep(1500);
    sql(primary, "delete from kept where id = 42");

    lab.install("restore", "--to", before.toString()).end().expect(2);
    assertEquals("999", sql(primary, "select count(*) from kept"));
    Run.Ended restored =
        lab.install("restore", "--to", before.toString(), "--confirm", "main").end().expect(0);
    System.out.println("restore: " + restored.took());

    assertEquals("1000", sql(clients.whole(), "select count(*) from kept"));
    JsonNode backups = backups();
    assertTrue(backups.path("archiving").asBoolean(), backups.toString());
    assertTrue(
        Instant.parse(backups.path("lastFull").asText()).isAfter(before), backups.toString());
    lab.install("plan", "--check").end().expect(0);
  }

  @Test
  void refusesATimeBeforeTheFirstBackupAndOneThatHasNotCome() {
    lab.install("restore", "--to", "2001-01-01T00:00:00Z", "--confirm", "main").end().expect(2);
    lab.install("restore", "--to", "2999-01-01T00:00:00Z", "--confirm", "main").end().expect(2);
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
