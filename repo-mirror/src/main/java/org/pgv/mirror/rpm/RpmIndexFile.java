package org.pgv.mirror.rpm;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * An index as a file that is read in a fraction of the time of the XML it came from. For a cache on
 * one machine: it can tell that a file is damaged or of another form, and not who wrote it.
 */
public final class RpmIndexFile {
  /** Changes with the form. */
  private static final long FORM = 0x7067762d72706d32L;

  private RpmIndexFile() {}

  /** Writes a file whole; others never see half of it. Its last number is the sum of all before. */
  public static void write(RpmIndex index, Path file) throws IOException {
    RpmTables tables = index.tables();
    Path folder = Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
    Path written = Files.createTempFile(folder, ".index", "");
    CRC32C sum = new CRC32C();
    try (OutputStream out = new CheckedOutputStream(Files.newOutputStream(written), sum)) {
      put(out, FORM);
      put(out, tables.texts().content());
      put(out, tables.texts().ends());
      put(out, tables.rows());
      put(out, tables.sizes());
      put(out, tables.digests());
      put(out, tables.relations());
      for (RpmField field : RpmField.values()) {
        put(out, tables.field(field));
      }
      put(out, tables.files());
      put(out, sum.getValue());
    }
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The index in a file; empty where there is none that can be used. */
  public static Optional<RpmIndex> read(Path file, String origin) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    byte[] all = Files.readAllBytes(file);
    ByteBuffer content = ByteBuffer.wrap(all);
    int end = all.length - Long.BYTES;
    if (end < Long.BYTES || content.getLong() != FORM || content.getLong(end) != sum(all, end)) {
      return Optional.empty();
    }
    StringPool texts = StringPool.of(bytes(content), ints(content));
    int[] rows = ints(content);
    long[] sizes = longs(content);
    byte[] digests = bytes(content);
    int[] relations = ints(content);
    Map<RpmField, RpmTables.Lists> fields = new EnumMap<>(RpmField.class);
    for (RpmField field : RpmField.values()) {
      fields.put(field, lists(content));
    }
    RpmTables read = new RpmTables(texts, rows, sizes, digests, relations, fields, lists(content));
    return Optional.of(new RpmIndex(origin, read));
  }

  private static long sum(byte[] content, int end) {
    CRC32C sum = new CRC32C();
    sum.update(content, 0, end);
    return sum.getValue();
  }

  private static void put(OutputStream out, long number) throws IOException {
    out.write(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  private static void put(OutputStream out, byte[] bytes) throws IOException {
    out.write(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    out.write(bytes);
  }

  private static void put(OutputStream out, int[] numbers) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (1 + numbers.length));
    bytes.putInt(numbers.length).asIntBuffer().put(numbers);
    out.write(bytes.array());
  }

  private static void put(OutputStream out, long[] numbers) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Long.BYTES * numbers.length);
    bytes.putInt(numbers.length).asLongBuffer().put(numbers);
    out.write(bytes.array());
  }

  private static void put(OutputStream out, RpmTables.Lists lists) throws IOException {
    put(out, lists.starts());
    put(out, lists.numbers());
  }

  private static byte[] bytes(ByteBuffer content) {
    byte[] bytes = new byte[content.getInt()];
    content.get(bytes);
    return bytes;
  }

  private static int[] ints(ByteBuffer content) {
    int[] numbers = new int[content.getInt()];
    content.asIntBuffer().get(numbers);
    content.position(content.position() + Integer.BYTES * numbers.length);
    return numbers;
  }

  private static long[] longs(ByteBuffer content) {
    long[] numbers = new long[content.getInt()];
    content.asLongBuffer().get(numbers);
    content.position(content.position() + Long.BYTES * numbers.length);
    return numbers;
  }

  private static RpmTables.Lists lists(ByteBuffer content) {
    return new RpmTables.Lists(ints(content), ints(content));
  }
}
