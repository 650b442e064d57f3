package org.pgv.mirror.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** A stream that is closed when it brings no byte for too long, which wakes whoever reads it. */
final class StallGuard extends BlockInput {
  private final Duration limit;
  private final Thread watch;
  private volatile long lastByteNanos = System.nanoTime();
  private volatile boolean stalled;

  StallGuard(InputStream in, Duration limit) {
    super(in);
    this.limit = limit;
    this.watch = Thread.ofVirtual().start(this::watch);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int count = in.read(buffer, offset, length);
      lastByteNanos = System.nanoTime();
      if (count < 0 && stalled) {
        throw stall();
      }
      return count;
    } catch (IOException e) {
      throw stalled ? stall() : e;
    }
  }

  @Override
  public void close() throws IOException {
    watch.interrupt();
    super.close();
  }

  private HttpTimeoutException stall() {
    return new HttpTimeoutException("stalled: no byte for " + limit.toMillis() / 1000.0 + " s");
  }

  private void watch() {
    try {
      long left = limit.toNanos();
      while (left > 0) {
        Thread.sleep(Duration.ofNanos(left));
        left = lastByteNanos + limit.toNanos() - System.nanoTime();
      }
      stalled = true;
      super.close();
    } catch (InterruptedException e) {
      // Closed in time, as it should be.
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // The reader sees it, too.
      stalled = true;
    }
  }
}
