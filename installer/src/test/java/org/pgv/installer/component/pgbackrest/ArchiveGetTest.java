package org.pgv.installer.component.pgbackrest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is asked of pgBackRest, and what is not, by a real shell; a stand-in writes down what it is
 * asked and has what lies in a folder. A real one answers on the sandbox's hosts.
 */
class ArchiveGetTest {
  private static final String SEGMENT = "00000006000000000000000D";
  private static final String NEXT = "00000006000000000000000E";
  private static final String HISTORY = "00000007.history";
  private static final int MISSING = 1;

  private final Path folder;
  private final Path asked;

  ArchiveGetTest(@TempDir Path folder) {
    this.folder = folder;
    this.asked = folder.resolve("asked");
  }

  @BeforeEach
  void standIn() throws IOException {
    for (String name : List.of("spool", "data/pg_wal", "archive")) {
      Files.createDirectories(folder.resolve(name));
    }
    Files.createFile(asked);
    Path program =
        Files.writeString(
            folder.resolve("pgbackrest"),
            """
            #!/bin/sh
            echo "$2 $4" >>%1$s/asked
            [ -e %1$s/archive/"$4" ] || exit 1
            [ ! -e %1$s/slow ] || exec sleep 60
            cp %1$s/archive/"$4" "$5"
            """
                .formatted(folder));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void looksAheadOnlyAfterASegmentWasFound() throws Exception {
    archived(SEGMENT, NEXT);

    assertEquals(0, get(SEGMENT));
    assertEquals(0, get(NEXT));
    assertEquals(MISSING, get("00000006000000000000000F"));
    assertEquals(MISSING, get("000000060000000000000010"));

    assertEquals(
        List.of(
            "--no-archive-async " + SEGMENT,
            "--archive-async " + NEXT,
            "--archive-async 00000006000000000000000F",
            "--no-archive-async 000000060000000000000010"),
        asked());
    assertEquals(SEGMENT, Files.readString(folder.resolve("data/got")).strip());
  }

  @Test
  void asksAgainForAMissingSegmentOnlyASecondLater() throws Exception {
    assertEquals(MISSING, get(SEGMENT));
    assertEquals(MISSING, get(SEGMENT));
    assertEquals(1, asked().size());
    archived(SEGMENT);
    Files.setLastModifiedTime(
        folder.resolve("spool/missed-main").resolve(SEGMENT),
        FileTime.from(Instant.now().minusMillis(1100)));

    assertEquals(0, get(SEGMENT));
  }

  @Test
  void asksForAHistoryEveryTimeUntilThePrimaryHasSentIt() throws Exception {
    assertEquals(MISSING, get(HISTORY));
    assertEquals(MISSING, get(HISTORY));
    assertEquals(2, asked().size());
    Files.writeString(folder.resolve("data/pg_wal").resolve(HISTORY), "sent");

    assertEquals(0, get(HISTORY));

    assertEquals(2, asked().size());
    assertEquals("sent", Files.readString(folder.resolve("data/got")));
  }

  @Test
  void givesUpSoonAndLeavesAHostThatIsGoneAloneForAWhile() throws Exception {
    archived(SEGMENT);
    Files.createFile(folder.resolve("slow"));

    assertEquals(124, get(SEGMENT));
    assertEquals(MISSING, get(SEGMENT));
    assertEquals(1, asked().size());
    Files.delete(folder.resolve("slow"));
    Files.setLastModifiedTime(
        folder.resolve("spool/gone-main"), FileTime.from(Instant.now().minusSeconds(21)));

    assertEquals(0, get(SEGMENT));
    assertEquals("--archive-async " + SEGMENT, asked().getLast());
  }

  private void archived(String... names) throws IOException {
    for (String name : names) {
      Files.writeString(folder.resolve("archive").resolve(name), SEGMENT);
    }
  }

  private List<String> asked() throws IOException {
    return Files.readAllLines(asked);
  }

  private int get(String name) throws IOException, InterruptedException {
    String script =
        ArchiveGet.text(
            folder.resolve("pgbackrest").toString(), folder.resolve("spool").toString());
    Path program = Files.writeString(folder.resolve("archive-get"), script);
    Process process =
        new ProcessBuilder("sh", program.toString(), "main", name, "got")
            .directory(folder.resolve("data").toFile())
            .inheritIO()
            .start();
    process.waitFor(30, TimeUnit.SECONDS);
    return process.exitValue();
  }
}
