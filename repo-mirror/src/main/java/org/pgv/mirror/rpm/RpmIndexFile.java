package org.pgv.mirror.rpm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * An index as a file that is read in a fraction of the time of the XML it came from. For a cache on
 * one machine: it can tell that a file is damaged or of another form, and not who wrote it.
 */
public final class RpmIndexFile {
  /** Changes with the form. */
  private static final long FORM = 0x7067762d72706d31L;

  private static final int HEADER_BYTES = 2 * Long.BYTES;

  private RpmIndexFile() {}

  /** Writes a file whole; others never see half of it. */
  public static void write(RpmIndex index, Path file) throws IOException {
    RpmTables tables = index.tables();
    ByteBuffer content = ByteBuffer.allocate(HEADER_BYTES + bytes(tables));
    content.position(HEADER_BYTES);
    put(content, tables.texts().content());
    put(content, tables.texts().ends());
    put(content, tables.rows());
    content.putInt(tables.sizes().length);
    content.asLongBuffer().put(tables.sizes());
    content.position(content.position() + Long.BYTES * tables.sizes().length);
    put(content, tables.digests());
    put(content, tables.relations());
    for (RpmField field : RpmField.values()) {
      put(content, tables.field(field));
    }
    put(content, tables.files());
    content.putLong(0, FORM).putLong(Long.BYTES, sum(content.array()));
    Path folder = Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
    Path written = Files.createTempFile(folder, ".index", "");
    Files.write(written, content.array());
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The index in a file; empty where there is none that can be used. */
  public static Optional<RpmIndex> read(Path file, String origin) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    byte[] all = Files.readAllBytes(file);
    ByteBuffer content = ByteBuffer.wrap(all);
    if (all.length < HEADER_BYTES || content.getLong() != FORM || content.getLong() != sum(all)) {
      return Optional.empty();
    }
    StringPool texts = StringPool.of(bytes(content), ints(content));
    int[] rows = ints(content);
    long[] sizes = new long[content.getInt()];
    content.asLongBuffer().get(sizes);
    content.position(content.position() + Long.BYTES * sizes.length);
    byte[] digests = bytes(content);
    int[] relations = ints(content);
    Map<RpmField, RpmTables.Lists> fields = new EnumMap<>(RpmField.class);
    for (RpmField field : RpmField.values()) {
      fields.put(field, lists(content));
    }
    RpmTables read = new RpmTables(texts, rows, sizes, digests, relations, fields, lists(content));
    return Optional.of(new RpmIndex(origin, read));
  }

  private static int bytes(RpmTables tables) {
    int bytes = 6 * Integer.BYTES;
    bytes += tables.texts().content().length + tables.digests().length;
    bytes += Integer.BYTES * (tables.texts().ends().length + tables.rows().length);
    bytes += Long.BYTES * tables.sizes().length + Integer.BYTES * tables.relations().length;
    for (RpmField field : RpmField.values()) {
      bytes += bytes(tables.field(field));
    }
    return bytes + bytes(tables.files());
  }

  private static int bytes(RpmTables.Lists lists) {
    return Integer.BYTES * (2 + lists.starts().length + lists.numbers().length);
  }

  private static long sum(byte[] content) {
    CRC32C sum = new CRC32C();
    sum.update(content, HEADER_BYTES, content.length - HEADER_BYTES);
    return sum.getValue();
  }

  private static void put(ByteBuffer content, byte[] bytes) {
    content.putInt(bytes.length).put(bytes);
  }

  private static void put(ByteBuffer content, int[] numbers) {
    content.putInt(numbers.length);
    content.asIntBuffer().put(numbers);
    content.position(content.position() + Integer.BYTES * numbers.length);
  }

  private static void put(ByteBuffer content, RpmTables.Lists lists) {
    put(content, lists.starts());
    put(content, lists.numbers());
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

  private static RpmTables.Lists lists(ByteBuffer content) {
    return new RpmTables.Lists(ints(content), ints(content));
  }
}
