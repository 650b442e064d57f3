package org.pgv.mirror.deb;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/**
 * Reads a Packages file while it is scanned: decompressing is the slow half, so it has a thread of
 * its own and the scanner follows behind it.
 */
final class PackagesReader {
  private static final int STEP_BYTES = 1 << 19;

  private final InputStream plain;
  private final String origin;
  private final byte[] content;
  private final BlockingQueue<Progress> progress = new ArrayBlockingQueue<>(1024);

  /** How far the file is in memory; the last one says how reading ended. */
  private record Progress(int filled, boolean last, Optional<IOException> failure) {}

  PackagesReader(InputStream plain, long size, String origin) {
    if (size > Integer.MAX_VALUE - 8) {
      throw refused(origin, "an index of " + size + " bytes is too large");
    }
    this.plain = plain;
    this.origin = origin;
    this.content = new byte[(int) size];
  }

  PackagesIndex read() throws IOException {
    Thread.ofPlatform().daemon().name("decompress").start(this::fill);
    StanzaScanner scanner = new StanzaScanner(content, origin);
    while (true) {
      Progress now = next();
      if (now.failure().isPresent()) {
        throw new IOException(origin + ": could not be read", now.failure().get());
      }
      if (now.last()) {
        scanner.scan(now.filled());
        return new PackagesIndex(origin, content, scanner);
      }
      scanner.scan(lastLineEnd(now.filled()));
    }
  }

  private Progress next() {
    try {
      return progress.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(ExitCode.INTERRUPTED, new Problem(origin, "reading was interrupted"), e);
    }
  }

  private int lastLineEnd(int filled) {
    int end = filled;
    while (end > 0 && content[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private void fill() {
    int filled = 0;
    try {
      int step = 1;
      while (filled < content.length && step > 0) {
        step = plain.read(content, filled, Math.min(STEP_BYTES, content.length - filled));
        filled += Math.max(step, 0);
        tell(new Progress(filled, false, Optional.empty()));
      }
      if (plain.read() >= 0) {
        throw new IOException("is longer than the " + content.length + " bytes it should have");
      }
      tell(new Progress(filled, true, Optional.empty()));
    } catch (IOException e) {
      tell(new Progress(filled, true, Optional.of(e)));
    }
  }

  private void tell(Progress step) {
    try {
      progress.put(step);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Refusal refused(String where, String what) {
    return new Refusal(ExitCode.FAILED, new Problem(where, what));
  }
}
