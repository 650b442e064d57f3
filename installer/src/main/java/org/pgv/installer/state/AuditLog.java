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
import java.util.Optional;
import java.util.Set;
import org.pgv.manifests.json.Json;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;

/**
 * Who looked at what of a site's secrets, a line each time, only ever added to. Each line bears the
 * digest of the one before it, so that none can be changed or left out of the middle unnoticed; how
 * far it has come is in a second file, so that none can be cut off its end. Who may write to both
 * can still deceive: a copy elsewhere is what helps against that.
 *
 * @param head the second file
 */
public record AuditLog(Path file, Path head, Clock clock) {

  /** A line of the log. */
  public record Entry(Instant at, String who, String what) {}

  /** Adds a line; it is on the disk before this returns. */
  public void add(Operator operator, String what) {
    try (Turn _ = Turn.at(file);
        FileChannel channel =
            FileChannel.open(
                file,
                Set.of(
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------")))) {
      Map<String, String> line = new LinkedHashMap<>();
      line.put("at", clock.instant().toString());
      line.put("who", operator.toString());
      line.put("what", what);
      line.put("after", before(lines()).hex());
      channel.write(ByteBuffer.wrap((Json.line(line) + "\n").getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
      AuditHead.of(lines()).write(head);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + file, e);
    }
  }

  /** Where lines were cut off, the next one goes on from them: that shows for ever. */
  private Sha256 before(List<String> lines) throws IOException {
    return AuditHead.read(head)
        .filter(known -> !known.begins(lines))
        .orElseGet(() -> AuditHead.of(lines))
        .last();
  }

  /**
   * All of it, the oldest first; refused as tampered with where the lines do not follow, or some
   * are missing at the end.
   */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    List<String> before = new ArrayList<>();
    for (String line : lines()) {
      JsonNode node = Json.tree(line);
      if (!node.path("after").asText().equals(AuditHead.of(before).last().hex())) {
        throw changed(before.size() + 1, "does not follow the line before it");
      }
      entries.add(
          new Entry(
              Instant.parse(node.path("at").asText()),
              node.path("who").asText(),
              node.path("what").asText()));
      before.add(line);
    }
    requireEnd(before);
    return entries;
  }

  /** A first line may have been written, and its run have ended before the head was. */
  private void requireEnd(List<String> lines) {
    try {
      Optional<AuditHead> known = AuditHead.read(head);
      if (known.isEmpty() && lines.size() > 1) {
        throw changed(lines.size(), "may not be the last line: " + head + " is missing");
      }
      if (known.isPresent() && !known.get().begins(lines)) {
        throw changed(lines.size(), "is not the last of " + known.get().lines() + " lines");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + head, e);
    }
  }

  private Refusal changed(int line, String what) {
    return new Refusal(
        ExitCode.NOT_TRUSTED,
        new Problem(
            file + ":" + line, what, "somebody has changed this file: compare it with a copy"));
  }

  private List<String> lines() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
