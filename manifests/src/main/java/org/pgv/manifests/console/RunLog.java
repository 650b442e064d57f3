package org.pgv.manifests.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The one log file of one run, with everything that is too much for the screen. */
public final class RunLog {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final Path file;
  private final PrintWriter writer;
  private final Clock clock;

  private RunLog(Path file, PrintWriter writer, Clock clock) {
    this.file = file;
    this.writer = writer;
    this.clock = clock;
  }

  /**
   * Opens {@code FOLDER/TOOL-TIME-PID.log}, readable by its owner only. In another container a
   * process may have the same number at the same time: then the name has one more.
   */
  public static RunLog open(Path folder, String tool, Clock clock) throws IOException {
    Files.createDirectories(folder);
    String name = tool + "-" + STAMP.format(clock.instant()) + "-" + ProcessHandle.current().pid();
    Path file = created(folder, name);
    return new RunLog(
        file, new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), true), clock);
  }

  private static Path created(Path folder, String name) throws IOException {
    Path file = folder.resolve(name + ".log");
    for (int more = 2; ; more++) {
      try {
        PrivateFile.create(file);
        return file;
      } catch (FileAlreadyExistsException e) {
        file = folder.resolve(name + "-" + more + ".log");
      }
    }
  }

  public Path file() {
    return file;
  }

  synchronized void line(String text) {
    writer.println(Instant.now(clock) + " " + text);
  }

  synchronized void failure(Throwable failure) {
    writer.println(Instant.now(clock) + " failure");
    failure.printStackTrace(writer);
  }
}
