package org.pgv.mirror.compression;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** bzip2, of which commons-compress reports some malformed inputs by unchecked exceptions. */
final class Bzip2Input extends InputStream {
  private final InputStream decoder;

  Bzip2Input(InputStream compressed) throws IOException {
    this.decoder = checked(() -> new BZip2CompressorInputStream(compressed, true));
  }

  @Override
  public int read() throws IOException {
    return checked(decoder::read);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return checked(() -> decoder.read(bytes, offset, length));
  }

  @Override
  public void close() throws IOException {
    decoder.close();
  }

  private interface Step<T> {
    T run() throws IOException;
  }

  private static <T> T checked(Step<T> step) throws IOException {
    try {
      return step.run();
    } catch (RuntimeException e) {
      throw new IOException("malformed bzip2: " + e, e);
    }
  }
}
