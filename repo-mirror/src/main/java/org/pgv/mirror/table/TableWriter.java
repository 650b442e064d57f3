package org.pgv.mirror.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/** Writes arrays of numbers one after the other, to be read by {@link TableReader}. */
public final class TableWriter implements AutoCloseable {
  private final Path file;
  private final Path written;
  private final CRC32C sum = new CRC32C();
  private final OutputStream out;

  private TableWriter(Path file, Path written) throws IOException {
    this.file = file;
    this.written = written;
    this.out = new CheckedOutputStream(Files.newOutputStream(written), sum);
  }

  /**
   * Begins a file; others never see half of it.
   *
   * @param form tells files of this content and order from all others
   */
  public static TableWriter open(Path file, long form) throws IOException {
    Path folder = Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
    return new TableWriter(file, Files.createTempFile(folder, ".table", "")).add(form);
  }

  public TableWriter add(long number) throws IOException {
    out.write(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    return this;
  }

  public TableWriter add(byte[] bytes) throws IOException {
    out.write(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    out.write(bytes);
    return this;
  }

  public TableWriter add(int[] numbers) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (1 + numbers.length));
    bytes.putInt(numbers.length).asIntBuffer().put(numbers);
    out.write(bytes.array());
    return this;
  }

  public TableWriter add(long[] numbers) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Long.BYTES * numbers.length);
    bytes.putInt(numbers.length).asLongBuffer().put(numbers);
    out.write(bytes.array());
    return this;
  }

  /** Ends the file with the sum of all before, and puts it in its place. */
  public void finish() throws IOException {
    add(sum.getValue());
    out.close();
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Leaves nothing behind of a file that was not finished. */
  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(written);
  }
}
