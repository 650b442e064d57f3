package org.pgv.installer.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A tar archive as it is written (POSIX.1-2017, pax "ustar Interchange Format"); everything in it
 * is owned by root and of no age.
 */
public final class TarWriter implements Closeable {
  private static final int RECORD = 512;
  private static final int NAME = 100;
  private static final int PREFIX = 155;

  private final OutputStream out;

  /** Writes to a stream, which {@link #close} ends the archive in and leaves open. */
  public TarWriter(OutputStream out) {
    this.out = out;
  }

  /** A folder that everybody may look into. */
  public void folder(String name) throws IOException {
    out.write(header(name, "0000755", 0, '5'));
  }

  /**
   * A file of this many bytes.
   *
   * @param mode four octal digits
   */
  public void file(String name, String mode, long size, InputStream content) throws IOException {
    out.write(header(name, "000" + mode, size, '0'));
    if (content.transferTo(out) != size) {
      throw new IOException(name + " changed while it was read");
    }
    out.write(new byte[(int) ((RECORD - size % RECORD) % RECORD)]);
  }

  @Override
  public void close() throws IOException {
    out.write(new byte[2 * RECORD]);
    out.flush();
  }

  private static byte[] header(String name, String mode, long size, char type) throws IOException {
    byte[] header = new byte[RECORD];
    int cut = cut(name);
    put(header, 0, name.substring(cut == 0 ? 0 : cut + 1));
    put(header, 100, mode);
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, String.format("%011o", size));
    put(header, 136, "00000000000");
    put(header, 148, "        ");
    header[156] = (byte) type;
    put(header, 257, "ustar\00000");
    put(header, 345, name.substring(0, cut));
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, String.format("%06o\0 ", sum));
    return header;
  }

  /**
   * Where a name that is too long for its field is cut in two, always at a slash; 0 for nowhere.
   */
  private static int cut(String name) throws IOException {
    if (bytes(name) <= NAME) {
      return 0;
    }
    for (int i = name.indexOf('/'); i > 0 && i < name.length() - 1; i = name.indexOf('/', i + 1)) {
      if (bytes(name.substring(0, i)) <= PREFIX && bytes(name.substring(i + 1)) <= NAME) {
        return i;
      }
    }
    throw new IOException("name too long for a tar archive: " + name);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
