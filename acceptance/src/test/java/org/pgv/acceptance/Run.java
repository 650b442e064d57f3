package org.pgv.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One run of a program, with what it printed kept in files until it is asked for. */
final class Run {
  private static final Duration LIMIT = Duration.ofMinutes(12);

  private final List<String> command;
  private final Process process;
  private final Path output;
  private final Path errors;
  private final long began = System.nanoTime();

  private Run(List<String> command, Process process, Path output, Path errors) {
    this.command = command;
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  /** How a run ended. */
  record Ended(List<String> command, int code, String output, String errors, Duration took) {

    /** Fails the test with all that was printed, unless it ended with this code. */
    Ended expect(int wanted) {
      if (code != wanted) {
        throw new AssertionError("exit code " + code + " instead of " + wanted + " of " + this);
      }
      return this;
    }

    /** Both, for messages that may be printed on either. */
    String all() {
      return output + errors;
    }
  }

  static Run start(Path folder, Map<String, String> environment, List<String> command) {
    try {
      Path output = Files.createTempFile("run", ".out");
      Path errors = Files.createTempFile("run", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      builder.environment().putAll(environment);
      return new Run(command, builder.start(), output, errors);
    } catch (IOException e) {
      throw new AssertionError("cannot start " + command, e);
    }
  }

  /** Waits for the end. */
  Ended end() {
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        kill();
        throw new AssertionError(command + " did not end within " + LIMIT);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      return new Ended(
          command, process.exitValue(), Files.readString(output), Files.readString(errors), took);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("lost sight of " + command, e);
    }
  }

  boolean ends(Duration within) throws InterruptedException {
    return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether it has said this by now, on either stream. */
  boolean said(String text) throws IOException {
    return Files.readString(output).contains(text) || Files.readString(errors).contains(text);
  }

  /** SIGKILL for the program and all it started on this machine, the innermost first. */
  void kill() {
    List<ProcessHandle> started = process.descendants().toList();
    started.reversed().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
