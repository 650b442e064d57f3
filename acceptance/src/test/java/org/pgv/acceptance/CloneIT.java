package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A second cluster of the site is made from the backups of the first, which goes on. */
@Order(5)
@InSharedLab
class CloneIT {
  private static final String HOST = "infra1";
  private static final int USAGE = 2;
  private static final int DRIFT = 8;
  private static final String COPY =
      """
        - name: copy
          members: [infra1]
          databases: [{ name: app, owner: app_owner, extensions: [pg_stat_statements] }]
          roles: [{ name: app_owner }]
      """;

  private static String alone = "";
  private static String moment = "";

  private final Lab lab;
  private final Clients clients;
  private final Database database;

  CloneIT(Lab lab) {
    this.lab = lab;
    this.clients = new Clients(lab);
    this.database = new Database(lab);
  }

  /** Later tests know nothing of it. */
  @AfterAll
  static void withoutIt(Lab lab) throws IOException {
    Files.writeString(lab.site(), alone);
    lab.install("apply", "--waive", "cluster-dropped").end().expect(0);
    lab.install("plan", "--check").end().expect(0);
  }

  @Test
  @Order(1)
  void refusesWhatCannotBeClonedAndShowsWhatCan() throws IOException, InterruptedException {
    alone = Files.readString(lab.site());
    String site = alone.replaceFirst("(?m)^( +- \\{ name: app_ro.*\n)", "$1" + COPY);
    rows();

    refused("there is no cluster copy", "--from", "main", "--into", "copy");
    Files.writeString(
        lab.site(), site.replace("members: [infra1]", "members: [infra1]\n    postgres: 16"));
    refused("the backups of main are of 17", "--from", "main", "--into", "copy");
    Files.writeString(lab.site(), site);
    refused(
        "before the end of", "--from", "main", "--into", "copy", "--to", "2001-01-01T00:00:00Z");
    refused("two ways", "--from", "main", "--into", "copy", "--from-escrow", "e.txt");

    assertEquals("", lab.shell(HOST, "ls /var/lib/postgresql 2>/dev/null").output());
    Run.Ended plan =
        lab.install("plan", "--clone", "--from", "main", "--into", "copy", "--check")
            .end()
            .expect(DRIFT);
    assertTrue(plan.output().contains("from the backups of main"), plan.toString());
  }

  /** Two rows, and a moment between them. */
  private void rows() throws InterruptedException {
    String primary = clients.whole();
    database.sql(primary, "drop table if exists cloned; create table cloned as select 1 id");
    Thread.sleep(1500);
    moment =
        database.sql(
            primary,
            "select to_char(now() at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");
    Thread.sleep(1500);
    database.sql(primary, "insert into cloned values (2)");
  }

  @Test
  @Order(2)
  void hasTheRowFromBeforeTheMomentAndNotTheOneAfterIt() throws IOException, InterruptedException {
    String primary = clients.whole();
    List<String> before = repository();

    Run.Ended cloned =
        lab.install("clone", "--from", "main", "--into", "copy", "--to", moment).end().expect(0);
    System.out.println("cluster cloned: " + cloned.took());

    assertEquals("1", database.sql(HOST, "select id from cloned order by id"));
    assertEquals("f", database.sql(HOST, "select pg_is_in_recovery()"));
    assertEquals("1\n2", database.sql(primary, "select id from cloned order by id"));
    List<String> after = repository();
    assertEquals(List.of(), before.stream().filter(file -> !after.contains(file)).toList());
    assertEquals(
        List.of(),
        after.stream()
            .filter(file -> !before.contains(file))
            .filter(file -> !file.matches(".*/[0-9A-F]{24}-.*"))
            .toList());
  }

  @Test
  @Order(3)
  void eachArchivesToItsOwnPlace() throws IOException, InterruptedException {
    database.sql(HOST, "create table ours as select 1 id");
    database.sql(clients.whole(), "insert into cloned values (3)");
    lab.shell(HOST, "runuser -u postgres -- pgbackrest --stanza=copy check").expect(0);
    lab.shell("pg1", "runuser -u postgres -- pgbackrest --stanza=main check").expect(0);

    for (int cluster = 0; cluster < 2; cluster++) {
      JsonNode backups = clusters().path(cluster).path("backups");
      assertTrue(backups.path("archiving").asBoolean(), backups.toString());
      assertEquals(0, backups.path("gaps").size(), backups.toString());
    }
    Instant full = Instant.parse(clusters().path(1).path("backups").path("lastFull").asText());
    assertTrue(full.isAfter(Instant.parse(moment)), full.toString());
  }

  @Test
  @Order(4)
  void keepsNothingOfTheOtherClusters() {
    assertEquals(
        "",
        lab.shell(
                HOST,
                "ls -d /run/pgv/from-* /var/spool/pgbackrest/from-* 2>/dev/null;"
                    + " grep -s '^restore_command\\|^recovery' /var/lib/postgresql/17/copy/postgresql.auto.conf")
            .output());
    assertNotEquals(lab.secret("backup/main"), lab.secret("backup/copy"));
    Run.Ended login =
        lab.shell(
            "pg1",
            "PGPASSWORD=%s psql -Atc 'select 1' 'host=infra1.demo.internal port=5436 dbname=app user=app_owner'"
                .formatted(lab.secret("postgres/copy/app_owner")));
    assertEquals("1\n", login.output(), login.toString());
  }

  @Test
  @Order(5)
  void thereIsNothingLeftToDo() {
    Run.Ended again = lab.install("apply").end().expect(0);

    assertTrue(again.output().contains("nothing"), again.toString());
    refused("has data already", "--from", "main", "--into", "copy");
  }

  private void refused(String words, String... options) {
    Run.Ended refused = lab.install("clone", options).end().expect(USAGE);

    assertTrue(refused.errors().contains(words), refused.toString());
  }

  /** The files of main's backups and WAL, with their sizes and times. */
  private List<String> repository() {
    return lab.shell(
            "pg1",
            "for part in backup archive; do"
                + " runuser -u postgres -- pgbackrest --stanza=main --output=json --recurse repo-ls $part/main"
                + " | sed 's/},/},\\n/g'; done")
        .expect(0)
        .output()
        .lines()
        .filter(line -> line.contains("\"file\""))
        .toList();
  }

  private JsonNode clusters() throws IOException {
    return new JsonMapper().readTree(lab.ask("status", "--json").end().output()).path("clusters");
  }
}
