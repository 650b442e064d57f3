package org.pgv.installer.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.answer.Answer;
import org.pgv.installer.check.Survey.ClockOffset;
import org.pgv.installer.check.Survey.FolderContent;
import org.pgv.installer.check.Survey.HostsLine;

class SurveyTest {
  private static final Instant NOON = Instant.ofEpochSecond(1_800_000_000L);

  @Test
  void readsWhatAHostAnswers() {
    Survey survey =
        SurveyReader.read(
            """
            clock\t1800000000.250000000
            folder\t/data/pg\tPOSTGRES
            forward\tpg2\t10.77.0.12      STREAM pg2\t10.77.0.12      DGRAM  \t
            forward\tpg3\t
            reverse\t10.77.0.12\t10.77.0.12      pg2.demo.internal pg2\t
            hosts\t127.0.1.1 pg1.demo.internal pg1
            blocked\t10.77.0.12:2380\tno answer
            router\t100\t10.77.0.66
            source\t10.77.0.12\t10.77.0.99
            narrow\t10.77.0.13\t1500
            zone\tEtc/UTC
            tmp\tnoexec
            busy\t/var/lib/dpkg/lock
            automatic\tapt-daily-upgrade.timer
            pages\talways
            overcommit\t0
            clock\t1800000001.250000000
            """,
            NOON,
            NOON.plusMillis(1400));

    assertEquals(new ClockOffset(Duration.ofMillis(-150), Duration.ofMillis(250)), survey.clock());
    assertEquals(FolderContent.POSTGRES, survey.folders().get("/data/pg"));
    assertEquals(List.of("10.77.0.12", "10.77.0.12"), survey.names().forward().get("pg2"));
    assertEquals(List.of(), survey.names().forward().get("pg3"));
    assertEquals(List.of("pg2.demo.internal", "pg2"), survey.names().reverse().get("10.77.0.12"));
    assertEquals(
        List.of(new HostsLine("127.0.1.1", List.of("pg1.demo.internal", "pg1"))),
        survey.names().hostsFile());
    assertEquals(
        List.of(new Survey.Blocked("10.77.0.12:2380", "no answer")), survey.links().blocked());
    assertEquals(Map.of("100", "10.77.0.66"), survey.links().routers());
    assertEquals(Map.of("10.77.0.12", "10.77.0.99"), survey.links().sources());
    assertEquals(Map.of("10.77.0.13", "1500"), survey.links().narrow());
    assertEquals(
        new Survey.Settings(
            "Etc/UTC",
            true,
            true,
            List.of("apt-daily-upgrade.timer"),
            new Survey.Kernel("always", "0")),
        survey.settings());
  }

  @Test
  void refusesAnAnswerThatWasCutOff() {
    assertThrows(
        IllegalArgumentException.class,
        () -> SurveyReader.read("clock\t1800000000.25\nzone\tUTC\n", NOON, NOON));
  }

  @Test
  void isCertainOfADifferenceOnlyBeyondWhatTheConversationTook() {
    assertEquals(Duration.ZERO, offset(-2000, 300).certain());
    assertEquals(Duration.ofMillis(400), offset(400, 900).certain());
    assertEquals(Duration.ofMillis(-700), offset(-900, -700).certain());
  }

  @Test
  void theScriptTellsOfThisVeryMachine(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("pg"));
    Files.writeString(folder.resolve("pg/PG_VERSION"), "17\n");
    Files.createDirectories(folder.resolve("etcd/member"));
    Files.createDirectories(folder.resolve("empty"));
    Files.createDirectories(folder.resolve("drive/lost+found"));
    Instant asked = Instant.now();
    String output =
        run(
            "folder:" + folder.resolve("pg"),
            "folder:" + folder.resolve("etcd"),
            "folder:" + folder.resolve("empty"),
            "folder:" + folder.resolve("missing"),
            "folder:" + folder.resolve("drive"),
            "folder:" + folder,
            "name:localhost",
            "address:127.0.0.1",
            "port:127.0.0.1:1");

    Survey survey = SurveyReader.read(output, asked, Instant.now());

    assertEquals(Duration.ZERO, survey.clock().certain());
    assertEquals(
        List.of(
            FolderContent.OTHER,
            FolderContent.LOST_FOUND,
            FolderContent.EMPTY,
            FolderContent.ETCD,
            FolderContent.MISSING,
            FolderContent.POSTGRES),
        List.copyOf(survey.folders().values()));
    assertTrue(survey.names().forward().getOrDefault("localhost", List.of()).contains("127.0.0.1"));
    assertTrue(survey.names().reverse().getOrDefault("127.0.0.1", List.of()).contains("localhost"));
    assertEquals(List.of(), survey.links().blocked(), "a port that refuses is not blocked");
  }

  @Test
  void theScriptJudgesWhatTimersAndServersNeed() throws Exception {
    String output =
        run("calendar:Sun 01:00", "calendar:Sontag 01:00", "calendar:Sun 25:00", "pages:99999999");

    assertEquals(
        List.of("calendar 'Sontag 01:00'", "calendar 'Sun 25:00'", "reserved-pages"),
        HostExaminer.judged(Answer.of(output), "pg1").stream()
            .map(
                found ->
                    found.rule() == Rule.CALENDAR
                        ? found.rule().id() + " " + found.what()
                        : found.rule().id())
            .toList());
  }

  private static ClockOffset offset(long atLeast, long atMost) {
    return new ClockOffset(Duration.ofMillis(atLeast), Duration.ofMillis(atMost));
  }

  private static String run(String... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("sh", "-s", "--"));
    words.addAll(List.of(arguments));
    Process shell = new ProcessBuilder(words).start();
    try (var in = shell.outputWriter(StandardCharsets.UTF_8)) {
      in.write(Answer.script(SurveyReader.class, "survey.sh"));
    }
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, shell.waitFor());
    return output;
  }
}
