package org.pgv.mirror.upstream.repomd;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails where it brings more than it should. */
final class Bounded extends FilterInputStream {
  private final long limit;
  private long count;

  Bounded(InputStream in, long limit) {
    super(in);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    count += Math.max(read, 0);
    if (count > limit) {
      throw new IOException("unpacks to more than the " + limit + " bytes it should have");
    }
    return read;
  }
}
