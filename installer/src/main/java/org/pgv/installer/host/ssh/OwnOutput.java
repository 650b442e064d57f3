package org.pgv.installer.host.ssh;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command prints, without what its user's shell printed before it: a {@code .bashrc} is read
 * for commands of sshd, too, and some greet. Where the command never began, it is what there was.
 */
final class OwnOutput extends InputStream {
  /** The line that a command line of ours prints first. */
  static final String BEGINNING = "#pgv begins";

  private static final byte[] MARK = (BEGINNING + "\n").getBytes(StandardCharsets.US_ASCII);

  private final InputStream all;
  private boolean begun;
  private boolean looked;
  private InputStream before = InputStream.nullInputStream();

  OwnOutput(InputStream all) {
    this.all = all;
  }

  /** Whether the command itself was reached. */
  boolean hasBegun() {
    return begun;
  }

  @Override
  public int read() throws IOException {
    look();
    int first = before.read();
    return first >= 0 ? first : all.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    look();
    int some = before.read(bytes, offset, length);
    return some > 0 ? some : all.read(bytes, offset, length);
  }

  private void look() throws IOException {
    if (looked) {
      return;
    }
    looked = true;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    int matched = 0;
    for (int b = all.read(); b >= 0; b = all.read()) {
      printed.write(b);
      // Its first byte is nowhere else in the mark.
      matched = b == MARK[matched] ? matched + 1 : b == MARK[0] ? 1 : 0;
      if (matched == MARK.length) {
        begun = true;
        return;
      }
    }
    before = new ByteArrayInputStream(printed.toByteArray());
  }
}
