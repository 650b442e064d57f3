package org.pgv.installer.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.status.ClusterView.Member;
import org.pgv.installer.status.HostReport.RoutedServer;

class ReportReaderTest {

  @Test
  void readsHowPatroniSeesTheCluster() {
    ClusterView view = ReportReader.read(Answers.member(true)).cluster().orElseThrow();

    assertEquals(List.of("pg1", "pg2", "pg3"), view.members().stream().map(Member::name).toList());
    Member leader = view.member("pg1").orElseThrow();
    assertTrue(leader.leads() && leader.isSteady() && leader.notes().pendingRestart());
    assertEquals(OptionalLong.of(3), leader.position().timeline());
    Member replica = view.member("pg3").orElseThrow();
    assertTrue(replica.isSynchronous());
    assertEquals(OptionalLong.of(24117248), replica.position().lagBytes());
    assertEquals("{nofailover=true}", replica.notes().tags().toString());
  }

  @Test
  void knowsThatALagIsUnknown() {
    ClusterView view = ReportReader.read(Answers.troubledMember()).cluster().orElseThrow();

    assertTrue(view.paused());
    assertEquals(OptionalLong.empty(), view.member("pg1").orElseThrow().position().lagBytes());
  }

  @Test
  void readsHealthAndSizeOfEtcd() {
    assertEquals(
        new HostReport.EtcdView(true, "", true, 1064960, 2147483648L),
        ReportReader.read(Answers.member(true)).etcd().orElseThrow());
    assertEquals(
        "ALARM NOSPACE", ReportReader.read(Answers.troubledMember()).etcd().orElseThrow().reason());
  }

  @Test
  void takesAServerThatIsOnItsWayDownForUp() {
    List<RoutedServer> up =
        ReportReader.read(Answers.member(true)).wayIn().servers().stream()
            .filter(RoutedServer::up)
            .toList();

    assertEquals(
        List.of(
            new RoutedServer("primary", "pg1", true),
            new RoutedServer("replica", "pg2", true),
            new RoutedServer("replica", "pg3", true)),
        up);
  }

  @Test
  void readsPoolsByTheNamesOfTheirColumns() {
    assertEquals(
        List.of(
            new HostReport.Pool("app", "app_owner", 30, 12, 9),
            new HostReport.Pool("app", "app_ro", 1, 0, 0)),
        ReportReader.read(Answers.troubledMember()).wayIn().pools());
  }

  @Test
  void takesWhatDoesNotAnswerForAbsent() {
    HostReport report =
        ReportReader.read(
            "patroni\t\nhealth\t\nmetrics\t\nrouter\t\npools\t\n"
                + Answers.document("patroni", "HTTP/1.0 503 x\r\n\r\nnot json")
                + "end\t1\n");

    assertTrue(report.cluster().isEmpty() && report.etcd().isEmpty());
    assertEquals(new HostReport.WayIn(List.of(), List.of()), report.wayIn());
  }

  @Test
  void refusesAnAnswerThatWasCutOff() {
    assertThrows(
        IllegalArgumentException.class, () -> ReportReader.read("unit\tetcd.service\tactive\n"));
  }

  @Test
  void readsWhenACertificateEnds(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("leaf.crt");
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ed25519",
                "-nodes",
                "-days",
                "30",
                "-subj",
                "/CN=test",
                "-keyout",
                "/dev/null",
                "-out",
                file.toString())
            .redirectErrorStream(true)
            .start();
    assertTrue(openssl.waitFor(30, TimeUnit.SECONDS));
    String body =
        String.join(
            "",
            Files.readAllLines(file).stream().filter(line -> !line.startsWith("-----")).toList());

    HostReport report =
        ReportReader.read("certificate\t/a.crt\t" + body + "\ncertificate\t/b.crt\tx\nend\t1\n");

    Duration left = Duration.between(Instant.now(), report.certificates().get("/a.crt"));
    assertEquals(30, Math.round(left.toHours() / 24.0));
    assertEquals(Instant.EPOCH, report.certificates().get("/b.crt"));
  }
}
