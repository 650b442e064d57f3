package org.pgv.mirror.deb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.pgv.mirror.table.TableReader;
import org.pgv.mirror.table.TableWriter;

/**
 * Where the stanzas and names of a Packages file are, as a file of its own, so that what was
 * scanned once need not be scanned again. For a cache on one machine: it can tell that either file
 * is damaged, and not who wrote it.
 */
public final class PackagesIndexFile {
  /** Changes with the form. */
  private static final long FORM = 0x7067762d64656232L;

  private PackagesIndexFile() {}

  /** Writes a file whole; others never see half of it. */
  public static void write(PackagesIndex index, Path file) throws IOException {
    try (TableWriter out = TableWriter.open(file, FORM)) {
      out.add(TableReader.sum(index.content(), index.content().length));
      out.add(index.starts());
      index.nameTable().writeTo(out);
      index.providedTable().writeTo(out);
      out.add(index.essentialStanzas());
      out.finish();
    }
  }

  /**
   * The index of a Packages file; empty where the file is none that can be used for it.
   *
   * @param content the Packages file, which must not be changed afterwards
   */
  public static Optional<PackagesIndex> read(Path file, byte[] content, String origin)
      throws IOException {
    return TableReader.open(file, FORM)
        .filter(in -> in.number() == TableReader.sum(content, content.length))
        .map(
            in ->
                new PackagesIndex(
                    origin,
                    content,
                    in.ints(),
                    NameTable.read(content, in),
                    NameTable.read(content, in),
                    in.ints()));
  }
}
