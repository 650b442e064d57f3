package org.pgv.installer.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pgv.manifests.json.Json;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;

/**
 * Who looked at what of a site's secrets, a line each time, only ever added to. Each line bears the
 * digest of the one before it, so that none can be changed or left out of the middle unnoticed.
 */
public record AuditLog(Path file, Clock clock) {

  /** A line of the log. */
  public record Entry(Instant at, String who, String what) {}

  /** Adds a line; it is on the disk before this returns. */
  public void add(Operator operator, String what) {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.lock();
      Map<String, String> line = new LinkedHashMap<>();
      line.put("at", clock.instant().toString());
      line.put("who", operator.toString());
      line.put("what", what);
      line.put("after", digestOfLast(lines()).hex());
      channel.write(ByteBuffer.wrap((Json.line(line) + "\n").getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + file, e);
    }
  }

  /** All of it, the oldest first; refused as tampered with where the lines do not follow. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    List<String> before = new ArrayList<>();
    for (String line : lines()) {
      JsonNode node = Json.tree(line);
      if (!node.path("after").asText().equals(digestOfLast(before).hex())) {
        throw new Refusal(
            ExitCode.NOT_TRUSTED,
            new Problem(
                file + ":" + (before.size() + 1),
                "does not follow the line before it",
                "somebody has changed this file: compare it with a copy"));
      }
      entries.add(
          new Entry(
              Instant.parse(node.path("at").asText()),
              node.path("who").asText(),
              node.path("what").asText()));
      before.add(line);
    }
    return entries;
  }

  private static Sha256 digestOfLast(List<String> lines) {
    return Sha256.of(lines.isEmpty() ? "" : lines.getLast());
  }

  private List<String> lines() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
