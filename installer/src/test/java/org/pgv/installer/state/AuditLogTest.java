package org.pgv.installer.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Refusal;

class AuditLogTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private final Path file;
  private final AuditLog log;

  AuditLogTest(@TempDir Path folder) {
    file = folder.resolve("audit.jsonl");
    log = new AuditLog(file, folder.resolve("head"), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void remembersWhoWasBehindRoot() throws IOException {
    log.add(Operator.of(Map.of("SUDO_USER", "ada"), "root"), "show a");
    log.add(Operator.of(Map.of(), "root"), "show b");

    assertEquals(
        List.of(
            new AuditLog.Entry(NOW, "ada as root", "show a"),
            new AuditLog.Entry(NOW, "root", "show b")),
        log.entries());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void noticesALineThatWasTakenOut() throws IOException {
    List<String> lines = three();
    Files.write(file, List.of(lines.get(0), lines.get(2)));

    assertChanged();
  }

  @Test
  void noticesLinesThatWereCutOffItsEndForEver() throws IOException {
    List<String> lines = three();
    Files.write(file, lines.subList(0, 2));
    assertChanged();

    log.add(Operator.of(Map.of(), "root"), "show d");
    assertChanged();
  }

  @Test
  void noticesThatAllOfItIsGone() throws IOException {
    three();
    Files.delete(file);

    assertChanged();
  }

  @Test
  void noticesThatNobodyKnowsWhereItEnded() throws IOException {
    three();
    Files.delete(log.head());

    assertChanged();
  }

  @Test
  void forgivesARunThatEndedBetweenALineAndItsNote() throws IOException {
    three();
    String note = Files.readString(log.head());
    log.add(Operator.of(Map.of(), "root"), "show d");
    Files.writeString(log.head(), note);

    log.add(Operator.of(Map.of(), "root"), "show e");

    assertEquals(5, log.entries().size());
  }

  private List<String> three() throws IOException {
    for (String what : List.of("show a", "show b", "show c")) {
      log.add(Operator.of(Map.of(), "root"), what);
    }
    return Files.readAllLines(file);
  }

  private void assertChanged() {
    assertEquals(ExitCode.NOT_TRUSTED, assertThrows(Refusal.class, log::entries).code());
  }
}
