package org.pgv.installer.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pgv.manifests.json.Json;
import org.pgv.manifests.value.HostName;

/** Golden screens; {@code -Dgolden.update} rewrites them, and the review reads that difference. */
class StatusTextTest {
  private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
  private static final Path GOLDEN =
      Path.of(
          System.getProperty("pgv.root"),
          "installer/src/test/resources/org/pgv/installer/status/golden");

  @Test
  void showsASiteThatIsWell() throws IOException {
    SiteStatus status = healthy();

    assertTrue(status.isHealthy(), () -> status.troubles().toString());
    golden("healthy.txt", new StatusText(status).text());
    golden("healthy.json", Json.pretty(new StatusDocument(status).document()));
  }

  @Test
  void showsWhatIsWrongWithASiteInTrouble() throws IOException {
    SiteStatus status =
        new SiteStatus(
            Answers.SITE,
            List.of(
                new HostStatus.Down(new HostName("pg1"), "gives no answer within 10 s"),
                up("pg2", Answers.troubledMember(), NOW.plusSeconds(5 * 86400)),
                new HostStatus.Down(new HostName("pg3"), "no route to host"),
                up(
                    "infra1",
                    Answers.troubledInfra().replace("11.20", "11.19"),
                    NOW.minusSeconds(60))),
            NOW);

    golden("troubled.txt", new StatusText(status).text());
    golden("troubled.json", Json.pretty(new StatusDocument(status).document()));
  }

  /** A command that throws WAL away ends well, too. */
  @Test
  void believesTheRepositoryWhatCanBeRestored() {
    Instant end = NOW.plusSeconds(396L * 86400);
    String told = Answers.document("archive", Answers.ARCHIVED);
    String thrownAway = Answers.document("archive", Answers.ARCHIVED.replace("0E", "4E"));
    SiteStatus status =
        new SiteStatus(
            Answers.SITE,
            List.of(
                up("pg1", Answers.member(false), end),
                up("pg2", Answers.member(true).replace(told, thrownAway), end),
                up("pg3", Answers.member(false), end),
                up("infra1", Answers.infra(), end)),
            NOW);

    String text = new StatusText(status).text();

    assertTrue(text.contains("64 segments of its WAL were taken for archived"), text);
    assertFalse(text.contains("to 2026-11-21T01:55:00Z"), text);
  }

  @Test
  void showsASiteWithNothingInstalled() throws IOException {
    SiteStatus status =
        new SiteStatus(
            Answers.SITE,
            Answers.SITE.hosts().stream()
                .<HostStatus>map(
                    host -> new HostStatus.Up(host.name(), ReportReader.read("end\t1795226157\n")))
                .toList(),
            NOW);

    golden("bare.txt", new StatusText(status).text());
  }

  private static SiteStatus healthy() {
    Instant end = NOW.plusSeconds(396L * 86400);
    return new SiteStatus(
        Answers.SITE,
        List.of(
            up("pg1", Answers.member(false), end),
            up("pg2", Answers.member(true), end.plusSeconds(86400)),
            up("pg3", Answers.member(false), end),
            up("infra1", Answers.infra(), end)),
        NOW);
  }

  private static HostStatus up(String host, String answer, Instant certificateEnd) {
    HostReport read = ReportReader.read(answer);
    TreeMap<String, Instant> certificates = new TreeMap<>();
    certificates.put("/etc/pgv/pki/etcd/server.crt", certificateEnd);
    certificates.put("/etc/pgv/pki/root.crt", NOW.plusSeconds(3650L * 86400));
    return new HostStatus.Up(
        new HostName(host),
        new HostReport(
            read.cluster(),
            read.etcd(),
            read.wayIn(),
            read.software(),
            read.byHand(),
            certificates,
            read.backups()));
  }

  private static void golden(String name, String actual) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, actual);
    }
    assertEquals(Files.readString(file), actual);
  }
}
