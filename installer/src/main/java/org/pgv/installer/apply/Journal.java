package org.pgv.installer.apply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pgv.installer.plan.Step;
import org.pgv.manifests.json.Json;

/**
 * What was done on a site, one JSON document a line, on the disk before and after each step. It is
 * for people, and for one question of the next run: did this one come to its end?
 */
public final class Journal implements AutoCloseable {
  private static final String FINISHED = "\"event\":\"finished\"";

  private final FileChannel channel;
  private final Clock clock;
  private final String run;

  private Journal(FileChannel channel, Clock clock) {
    this.channel = channel;
    this.clock = clock;
    this.run = clock.instant().toString();
  }

  /** Opens the journal for adding to it. */
  public static Journal open(Path file, Clock clock) {
    try {
      return new Journal(
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), clock);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Whether the last run that is written down came to its end; true where there was none. */
  public static boolean lastRunFinished(Path file) {
    if (!Files.exists(file)) {
      return true;
    }
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.isEmpty() || lines.getLast().contains(FINISHED);
    } catch (IOException _) {
      // Torn or unreadable: asking the gates once too often does no harm.
      return false;
    }
  }

  void begun(int steps) {
    write(Map.of("event", "begun", "steps", steps));
  }

  void starting(String stage, List<Step> steps) {
    write("starting", stage, steps);
  }

  void done(String stage, List<Step> steps) {
    write("done", stage, steps);
  }

  void failed(String stage, Step step) {
    write("failed", stage, List.of(step));
  }

  void finished() {
    write(Map.of("event", "finished"));
  }

  private void write(String event, String stage, List<Step> steps) {
    if (steps.isEmpty()) {
      return;
    }
    write(
        Map.of(
            "event",
            event,
            "stage",
            stage,
            "host",
            steps.getFirst().host().text(),
            "steps",
            steps.stream().map(Step::title).toList()));
  }

  private synchronized void write(Map<String, Object> fields) {
    Map<String, Object> line = new LinkedHashMap<>(fields);
    line.put("run", run);
    line.put("at", clock.instant().toString());
    ByteBuffer bytes = ByteBuffer.wrap((Json.line(line) + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the journal", e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
