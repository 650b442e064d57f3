package org.pgv.mirror.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;

/** Reads a file of {@link TableWriter} in its order. */
public final class TableReader {
  private final ByteBuffer content;

  private TableReader(ByteBuffer content) {
    this.content = content;
  }

  /** Empty where there is no file, it is of another form, or it is damaged. */
  public static Optional<TableReader> open(Path file, long form) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    byte[] all = Files.readAllBytes(file);
    ByteBuffer content = ByteBuffer.wrap(all);
    int end = all.length - Long.BYTES;
    if (end < Long.BYTES || content.getLong() != form || content.getLong(end) != sum(all, end)) {
      return Optional.empty();
    }
    return Optional.of(new TableReader(content));
  }

  /** The sum that tells damage of bytes, of the first {@code end} of them. */
  public static long sum(byte[] bytes, int end) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, end);
    return sum.getValue();
  }

  public long number() {
    return content.getLong();
  }

  public byte[] bytes() {
    byte[] bytes = new byte[content.getInt()];
    content.get(bytes);
    return bytes;
  }

  public int[] ints() {
    int[] numbers = new int[content.getInt()];
    content.asIntBuffer().get(numbers);
    content.position(content.position() + Integer.BYTES * numbers.length);
    return numbers;
  }

  public long[] longs() {
    long[] numbers = new long[content.getInt()];
    content.asLongBuffer().get(numbers);
    content.position(content.position() + Long.BYTES * numbers.length);
    return numbers;
  }
}
