package org.pgv.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** All hosts and the admin's machine are lost; bundle, escrow and a copy of the bucket are left. */
@Order(6)
@InSharedLab
class LostSiteIT {
  private static final String KEEPER = "infra1";
  private static final int USAGE = 2;
  private static final int UNFIT = 7;

  private static Elsewhere elsewhere;

  private final Lab lab;
  private final Clients clients;
  private final Database database;
  private final Path escrow;

  LostSiteIT(Lab lab) {
    this.lab = lab;
    this.clients = new Clients(lab);
    this.database = new Database(lab);
    this.escrow = lab.site().resolveSibling("escrow.txt");
  }

  @BeforeAll
  static void begin(Lab lab) throws IOException {
    elsewhere = new Elsewhere(lab);
  }

  @AfterAll
  static void end() {
    elsewhere.close();
  }

  @Test
  @Order(1)
  void asksForAnEscrowUntilThereIsOne() throws IOException {
    Files.deleteIfExists(escrow);
    assertTrue(lab.ask("status").end().errors().contains("escrow"));

    lab.ask("escrow", "--output", escrow.toString()).end().expect(0);

    assertEquals(
        PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(escrow));
    assertFalse(lab.ask("status").end().errors().contains("escrow"));
  }

  @Test
  @Order(2)
  void aCopyOfTheBucketIsKeptElsewhere() throws IOException, InterruptedException {
    String primary = clients.whole();
    database.sql(primary, "drop table if exists lost; create table lost as select 4711 id");
    database.sql(primary, "insert into lost values (4712)");
    lab.shell(primary, "runuser -u postgres -- pgbackrest --stanza=main check").expect(0);

    lab.shell(
            KEEPER,
            elsewhere.named()
                + " && cat >/tmp/both.crt /etc/pgv/pki/root.crt - <<'END'\n"
                + elsewhere.authority()
                + """
                END
                . /etc/pgv/minio.env
                export SSL_CERT_FILE=/tmp/both.crt MC_HOST_away=%1$s
                export MC_HOST_here=https://$MINIO_ROOT_USER:$MINIO_ROOT_PASSWORD@%2$s.demo.internal:9000
                client() { minio-client --config-dir /tmp/client --quiet "$@"; }
                client mb --with-lock away/%3$s && client mirror here/backup-main/pgbackrest away/%4$s
                """
                    .formatted(
                        elsewhere.url(), KEEPER, elsewhere.bucket(), elsewhere.copyOf("main")))
        .expect(0);
  }

  @Test
  @Order(3)
  void refusesWhatDoesNotOpenTheCopyBeforeAnythingIsOnTheHosts() throws IOException {
    elsewhere.close();
    lab.replaceHosts();
    elsewhere.reopen();
    for (String host : Lab.HOSTS) {
      lab.shell(host, elsewhere.named()).expect(0);
      Snapshots.take(lab, host);
    }
    String text = Files.readString(escrow);
    String mistyped = text.replaceFirst("(?m)^(postgres +)17", "$118");
    String foreign = TypedEscrow.with(text, "site", "other");
    String anothers = TypedEscrow.with(text, "passphrase", "x".repeat(32));

    keepBackups(elsewhere.repository(false));
    refused(UNFIT, "SignatureDoesNotMatch", text);
    keepBackups(elsewhere.repository(true));
    refused(USAGE, "typed.txt:", mistyped);
    refused(USAGE, "is of site other", foreign);
    refused(USAGE, "does not open the repository of main", anothers);
    refused(USAGE, "before the end of the first backup", text, "--to", "2001-01-01T00:00:00Z");

    for (String host : Lab.HOSTS) {
      assertEquals(List.of(), Snapshots.changed(lab, host), host);
      assertEquals("", lab.shell(host, "dpkg-query -W pgbackrest 2>/dev/null").output());
    }
  }

  @Test
  @Order(4)
  void theDataAreBackAndTheServiceIsWhatItWas() throws IOException, InterruptedException {
    Instant began = Instant.now();

    Run.Ended done = lab.install("apply", "--from-escrow", escrow.toString()).end().expect(0);
    System.out.println("lost site is back: " + done.took());

    String primary = clients.whole();
    assertEquals("4711\n4712", database.sql(primary, "select id from lost order by id"));
    assertEquals(2, lab.cluster().withRole("Quorum Standby"), lab.cluster().toString());
    JsonNode backups = database.backups();
    assertTrue(backups.path("archiving").asBoolean(), backups.toString());
    assertTrue(Instant.parse(backups.path("lastFull").asText()).isAfter(began), backups.toString());
    lab.shell(primary, "runuser -u postgres -- pgbackrest --stanza=main check").expect(0);
    lab.install("plan", "--check").end().expect(0);
  }

  @Test
  @Order(5)
  void rolesHaveThePasswordsOfTheNewSite() {
    String password = lab.secret("postgres/main/app_owner");

    Run.Ended login =
        lab.shell(
            "pg3",
            "PGPASSWORD=%s psql -Atc 'select 1' 'host=pg3.demo.internal port=5436 dbname=app user=app_owner'"
                .formatted(password));

    assertEquals("1\n", login.output(), login.toString());
  }

  private void keepBackups(String repository) throws IOException {
    String site = Files.readString(lab.site());
    assertTrue(site.contains("repository: {"), site);
    Files.writeString(
        lab.site(), site.replaceFirst("repository: \\{.*?\\}", "repository: " + repository));
  }

  private void refused(int code, String words, String text, String... more) throws IOException {
    Path typed = lab.site().resolveSibling("typed.txt");
    Files.writeString(typed, text);
    List<String> options = new ArrayList<>(List.of("--from-escrow", typed.toString()));
    options.addAll(List.of(more));

    Run.Ended refused = lab.install("apply", options.toArray(String[]::new)).end().expect(code);

    assertTrue(refused.errors().contains(words), refused.toString());
  }
}
