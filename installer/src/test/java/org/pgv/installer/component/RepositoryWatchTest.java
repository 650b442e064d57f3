package org.pgv.installer.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.installer.answer.Samples;
import org.pgv.installer.component.pgbackrest.Stanza;
import org.pgv.installer.component.pgbackrest.WatchScript;
import org.pgv.installer.topology.Topology;

/**
 * What looks after a repository, run by a real shell over names that pgBackRest would list; real
 * repositories are looked at on the sandbox's hosts.
 */
class RepositoryWatchTest {
  private static final String INFO =
      """
      [{"archive":[{"database":{"id":1,"repo-key":1},"id":"17-1","max":"X","min":"Y"}],"backup":[%s],\
      "name":"main","repo":[{"key":1,"status":{"code":%s}}],\
      "status":{"code":0,"lock":{"backup":{"held":%s}},"message":"ok"}}]""";

  @TempDir private Path folder;
  private final StringBuilder archive = new StringBuilder("{\".\":{\"type\":\"path\"}");
  private final StringBuilder backups = new StringBuilder("{\".\":{\"type\":\"path\"}");
  private String entries = "";
  private String held = "false";
  private String state = "0,\"message\":\"ok\"";

  @BeforeEach
  void standIns() throws IOException {
    program(
        "runuser",
        """
        case "$*" in
          *stanza-create) echo stanza-create >>%1$s/done ;;
          *info) cat %1$s/info ;;
          *repo-ls?archive/main) cat %1$s/archive ;;
          *repo-ls?backup/main) cat %1$s/backup ;;
        esac
        """);
    program("systemctl", "echo \"$@\" >>%1$s/done\n");
    program("sleep", "");
  }

  @Test
  void findsNothingWrongWithAnArchiveThatIsWhole() throws Exception {
    segments(1, 1, 0x120);
    backup("20261121-080000F", 3, 500);

    Samples samples = look();

    assertEquals(List.of(), gaps(samples));
    assertEquals(0x120 * 1000 + 50, samples.value("pgv_repository_bytes").orElseThrow());
    assertEquals("", done());
  }

  @Test
  void startsAFullBackupWhereSegmentsAreMissingAndNoneWasTakenSince() throws Exception {
    segments(1, 1, 0xFE);
    segments(1, 0x102, 0x110);
    backup("20261121-080000F", 3, 500);

    assertEquals(
        List.of("0000000100000000000000FF 000000010000000100000001 3 254 0"), gaps(look()));
    assertEquals("start --no-block pgv-backup-main@full.service", done());
  }

  @Test
  void saysWhenAGapEndedWithTheNextBackup() throws Exception {
    segments(1, 1, 9);
    segments(1, 12, 20);
    backup("20261121-080000F", 3, 500);
    backup("20261121-090000F", 13, 600);

    assertEquals(
        List.of("00000001000000000000000A 00000001000000000000000B 2 9 600"), gaps(look()));
    assertEquals("", done());
  }

  @Test
  void takesOnlyTheNewTimelineFromWhereItBegan() throws Exception {
    segments(1, 1, 30);
    segments(2, 10, 20);
    segments(2, 22, 40);
    backup("20261121-080000F", 3, 500);

    assertEquals(List.of("000000020000000000000015 000000020000000000000015 1 20 0"), gaps(look()));
  }

  @Test
  void findsWhatANewPrimaryNeverHadToArchive() throws Exception {
    segments(1, 1, 9);
    segments(2, 12, 20);
    backup("20261121-080000F", 3, 500);

    assertEquals(List.of("00000001000000000000000A 00000001000000000000000B 2 9 0"), gaps(look()));
  }

  @Test
  void takesABackupAnewThatWasBrokenOff() throws Exception {
    segments(1, 1, 20);
    backup("20261121-080000F", 3, 500);
    file(backups, "20261121-080000F_20261121-090000I/bundle/1", 50, 1);

    look();

    assertEquals("start --no-block pgv-backup-main@incr.service", done());
  }

  @Test
  void leavesABackupAloneThatIsAtWork() throws Exception {
    segments(1, 1, 20);
    backup("20261121-080000F", 3, 500);
    file(backups, "20261121-090000F/bundle/1", 50, 1);
    held = "true";

    look();

    assertEquals("", done());
  }

  @Test
  void beginsAnewWhereTheRepositoryIsGone() throws Exception {
    state = "3,\"message\":\"missing stanza data\"";

    look();

    assertEquals("stanza-create\nstart --no-block pgv-backup-main@full.service", done());
  }

  private void segments(int timeline, int first, int last) {
    for (int n = first; n <= last; n++) {
      String log = "%08X%08X".formatted(timeline, n / 256);
      file(archive, "17-1/%s/%s%08X-%040x.zst".formatted(log, log, n % 256, n), 1000, n);
    }
  }

  private void backup(String label, int segment, int end) {
    entries +=
        """
        %s{"archive":{"start":"0000000100000000%08X","stop":"0000000100000000%08X"},\
        "label":"%s","timestamp":{"start":%d,"stop":%d},"type":"full"}"""
            .formatted(entries.isEmpty() ? "" : ",", segment, segment, label, end - 1, end);
    if (backups.length() < 30) {
      file(backups, label + "/backup.manifest", 50, end);
    }
  }

  private static void file(StringBuilder listing, String name, int size, int time) {
    listing.append(
        ",\"%s\":{\"type\":\"file\",\"size\":%d,\"time\":%d}".formatted(name, size, time));
  }

  private Samples look() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("info"), INFO.formatted(entries, state, held));
    Files.writeString(folder.resolve("archive"), archive + "}");
    Files.writeString(folder.resolve("backup"), backups + "}");
    Topology topology = Topologies.ofExample("four-hosts");
    String script =
        WatchScript.text(Stanza.all(topology).getFirst())
            .replace("/var/lib/pgv", folder.toString())
            .replace("-p /run", "-p " + folder);
    Path program = Files.writeString(folder.resolve("look.sh"), script);
    ProcessBuilder builder = new ProcessBuilder("sh", program.toString(), "look");
    builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    Path said = folder.resolve("said");
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();

    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), Files.readString(said));
    return Samples.parse(Files.readString(folder.resolve("metrics/repository-main.prom")));
  }

  private static List<String> gaps(Samples samples) {
    return samples
        .all("pgv_archive_gap")
        .map(
            gap ->
                "%s %s %.0f %s %s"
                    .formatted(
                        gap.label("first"),
                        gap.label("last"),
                        gap.value(),
                        gap.label("since"),
                        gap.label("until")))
        .toList();
  }

  private String done() throws IOException {
    Path file = folder.resolve("done");
    return Files.exists(file) ? Files.readString(file).strip() : "";
  }

  private void program(String name, String text) throws IOException {
    Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + text.formatted(folder));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
