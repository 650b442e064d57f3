package org.pgv.installer.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The three streams of a running command, fed and read at the same time, so that none of them can
 * make another one wait for ever.
 */
public record Dialogue(OutputStream in, InputStream out, InputStream err) {
  private static final Executor THREADS = Thread::startVirtualThread;

  /** What a command printed. */
  public record Answer(String output, String errors) {}

  /** Sends the input and reads until both outputs end; fails once the limit has passed. */
  public Answer within(Duration limit, Input input) throws IOException, TimeoutException {
    CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(out), THREADS);
    CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> read(err), THREADS);
    THREADS.execute(() -> feed(input));
    long end = System.nanoTime() + limit.toNanos();
    String printed = await(output, end);
    return new Answer(printed, await(errors, end));
  }

  private static String await(CompletableFuture<String> text, long end)
      throws IOException, TimeoutException {
    try {
      return text.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** A command need not read all it is sent: how it ends says whether that was wrong. */
  private void feed(Input input) {
    try (OutputStream stream = in) {
      input.writeTo(stream);
    } catch (IOException _) {
      return;
    }
  }

  private static String read(InputStream stream) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      stream.transferTo(all);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /** It may have ended already: what it printed before that still counts. */
  private void send(Input input) {
    try {
      input.writeTo(in);
      in.flush();
    } catch (IOException _) {
      return;
    }
  }

  /**
   * Sends the input, however long that takes, leaves the stream open, and reads the first line of
   * the output; empty where it ended without one.
   */
  public String firstLine(Input input) throws IOException {
    THREADS.execute(() -> send(input));
    StringBuilder line = new StringBuilder();
    for (int b = out.read(); b >= 0 && b != '\n'; b = out.read()) {
      line.append((char) b);
    }
    return line.toString();
  }
}
