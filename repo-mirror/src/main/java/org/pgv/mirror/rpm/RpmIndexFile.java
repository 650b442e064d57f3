package org.pgv.mirror.rpm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.pgv.mirror.table.TableReader;
import org.pgv.mirror.table.TableWriter;

/**
 * An index as a file that is read in a fraction of the time of the XML it came from. For a cache on
 * one machine: it can tell that a file is damaged or of another form, and not who wrote it.
 */
public final class RpmIndexFile {
  /** Changes with the form. */
  private static final long FORM = 0x7067762d72706d34L;

  private RpmIndexFile() {}

  /** Writes a file whole; others never see half of it. */
  public static void write(RpmIndex index, Path file) throws IOException {
    RpmTables tables = index.tables();
    try (TableWriter out = TableWriter.open(file, FORM)) {
      out.add(tables.texts().content());
      out.add(tables.texts().ends());
      out.add(tables.texts().slots());
      out.add(tables.rows());
      out.add(tables.sizes());
      out.add(tables.digests());
      out.add(tables.relations());
      for (RpmField field : RpmField.values()) {
        add(out, tables.field(field));
      }
      add(out, tables.files());
      add(out, index.lookups().named());
      add(out, index.lookups().provided());
      add(out, index.lookups().owned());
      out.finish();
    }
  }

  /** The index in a file; empty where there is none that can be used. */
  public static Optional<RpmIndex> read(Path file, String origin) throws IOException {
    return TableReader.open(file, FORM).map(in -> new RpmIndex(origin, tables(in), lookups(in)));
  }

  private static RpmTables tables(TableReader in) {
    StringPool texts = StringPool.of(in.bytes(), in.ints(), in.ints());
    int[] rows = in.ints();
    long[] sizes = in.longs();
    byte[] digests = in.bytes();
    int[] relations = in.ints();
    Map<RpmField, RpmTables.Lists> fields = new EnumMap<>(RpmField.class);
    for (RpmField field : RpmField.values()) {
      fields.put(field, lists(in));
    }
    return new RpmTables(texts, rows, sizes, digests, relations, fields, lists(in));
  }

  private static void add(TableWriter out, RpmTables.Lists lists) throws IOException {
    out.add(lists.starts());
    out.add(lists.numbers());
  }

  private static void add(TableWriter out, Lookup lookup) throws IOException {
    out.add(lookup.starts());
    out.add(lookup.packages());
  }

  private static Lookups lookups(TableReader in) {
    return new Lookups(lookup(in), lookup(in), lookup(in));
  }

  private static Lookup lookup(TableReader in) {
    return new Lookup(in.ints(), in.ints());
  }

  private static RpmTables.Lists lists(TableReader in) {
    return new RpmTables.Lists(in.ints(), in.ints());
  }
}
