package org.pgv.manifests.site;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A database that must exist.
 *
 * @param schemas those that must be in it beside {@code public}
 * @param slots logical replication slots that whoever leads must have
 */
public record Database(
    String name,
    String owner,
    List<String> extensions,
    List<Schema> schemas,
    List<Slot> slots,
    Terms terms) {

  /**
   * What keeps WAL until somebody has read the changes in it.
   *
   * @param plugin what decodes them
   */
  public record Slot(String name, String plugin) {}

  /**
   * A schema with those who may use what its owner makes in it.
   *
   * @param readers roles that read every table and sequence of it, now and later
   * @param writers roles that also change what is in them
   */
  public record Schema(String name, String owner, List<String> readers, List<String> writers) {
    public Schema {
      readers = List.copyOf(readers);
      writers = List.copyOf(writers);
    }
  }

  /**
   * Its form, and who gets in.
   *
   * @param encoding in PostgreSQL's spelling, fixed once the database is made
   * @param connectionLimit how many connections there may be at once; -1 for any number
   * @param connect roles that may connect beside its owner, the groups, and whom a schema names
   */
  public record Terms(String encoding, int connectionLimit, List<String> connect) {
    public Terms {
      connect = List.copyOf(connect);
    }
  }

  public Database {
    extensions = List.copyOf(extensions);
    schemas = List.copyOf(schemas);
    slots = List.copyOf(slots);
  }

  /** The same without some of its extensions. */
  public Database without(Predicate<String> extension) {
    List<String> others = extensions.stream().filter(extension.negate()).toList();
    return new Database(name, owner, others, schemas, slots, terms);
  }

  /** The roles that may connect to it, each once, in the order they are named. */
  public List<String> visitors() {
    return Stream.of(
            DatabaseRole.GROUPS.stream(),
            terms.connect().stream(),
            schemas.stream().flatMap(schema -> schema.readers().stream()),
            schemas.stream().flatMap(schema -> schema.writers().stream()))
        .flatMap(names -> names)
        .filter(name -> !name.equals(owner))
        .distinct()
        .toList();
  }
}
