package org.pgv.installer.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/** Runs programs by {@link ProcessBuilder}. */
final class LocalCommands implements Commands {
  private static final Executor READERS = Thread::startVirtualThread;

  @Override
  public Outcome run(List<String> command, String input) {
    try {
      Process process = new ProcessBuilder(command).start();
      CompletableFuture<String> errors =
          CompletableFuture.supplyAsync(() -> text(process.getErrorStream()), READERS);
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException _) {
        // A program need not read its input; whether that was a failure is told by its exit code.
      }
      String output = text(process.getInputStream());
      return new Outcome(process.waitFor(), output, errors.join());
    } catch (IOException e) {
      throw cannotStart(command, e);
    } catch (InterruptedException e) {
      throw interrupted(command, e);
    }
  }

  @Override
  public int attached(List<String> command) {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw cannotStart(command, e);
    } catch (InterruptedException e) {
      throw interrupted(command, e);
    }
  }

  @Override
  public long start(List<String> command, Map<String, String> environment, Path console) {
    List<String> detached = new java.util.ArrayList<>(command);
    detached.addFirst("setsid");
    ProcessBuilder builder =
        new ProcessBuilder(detached)
            .redirectInput(Redirect.from(new java.io.File("/dev/null")))
            .redirectOutput(Redirect.appendTo(console.toFile()))
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      return builder.start().pid();
    } catch (IOException e) {
      throw cannotStart(command, e);
    }
  }

  private static String text(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Refusal cannotStart(List<String> command, IOException e) {
    return new Refusal(
        ExitCode.FAILED,
        new Problem("sandbox", "cannot start " + command.getFirst() + ": " + e.getMessage()),
        e);
  }

  private static Refusal interrupted(List<String> command, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new Refusal(
        ExitCode.INTERRUPTED,
        new Problem("sandbox", "interrupted while " + command.getFirst() + " ran"),
        e);
  }
}
