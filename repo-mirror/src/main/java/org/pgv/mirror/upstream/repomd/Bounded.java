package org.pgv.mirror.upstream.repomd;

import java.io.IOException;
import java.io.InputStream;
import org.pgv.mirror.fetch.BlockInput;

/** A stream that fails where it brings more than it should. */
final class Bounded extends BlockInput {
  private final long limit;
  private long count;

  Bounded(InputStream in, long limit) {
    super(in);
    this.limit = limit;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    count += Math.max(read, 0);
    if (count > limit) {
      throw new IOException("unpacks to more than the " + limit + " bytes it should have");
    }
    return read;
  }
}
