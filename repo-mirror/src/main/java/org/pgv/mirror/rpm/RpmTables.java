package org.pgv.mirror.rpm;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The numbers behind an {@link RpmIndex}; texts are their numbers in the pool. */
final class RpmTables {
  /** The places in a row: the texts that each package has one of. */
  static final int NAME = 0;

  static final int EVR = 1;
  static final int ARCH = 2;
  static final int LOCATION = 3;
  static final int SOURCE = 4;

  /** The address that the location is relative to; empty for the repository's own. */
  static final int BASE = 5;

  /** A checksum that is no SHA-256; empty where the digest is in its own table. */
  static final int CHECKSUM = 6;

  private static final int ROW = 7;

  /** What the checksums begin with that are in a table of their own. */
  static final String SHA256 = "sha256:";

  /** RPMSENSE_PREREQ (rpmds.h). */
  private static final int PRE = 64;

  private final StringPool texts;
  private final int[] rows;
  private final long[] sizes;
  private final byte[] digests;
  private final int[] relations;
  private final Map<RpmField, Lists> fields;
  private final Lists files;

  /** Packages share most of their dependencies: each is made once, when it is asked for. */
  private final @Nullable RpmDependency[] made;

  /** Lists of numbers, one after the other. */
  static final class Lists {
    private final int[] starts;
    private final int[] numbers;

    /**
     * @param starts where each list begins, and behind them the end of the last
     */
    Lists(int[] starts, int[] numbers) {
      this.starts = starts;
      this.numbers = numbers;
    }

    void each(int list, IntConsumer number) {
      for (int i = starts[list]; i < starts[list + 1]; i++) {
        number.accept(numbers[i]);
      }
    }

    boolean any(int list) {
      return starts[list] < starts[list + 1];
    }

    int[] starts() {
      return starts;
    }

    int[] numbers() {
      return numbers;
    }
  }

  /**
   * @param rows for every package its texts, by place
   * @param sizes of the package files in bytes
   * @param digests SHA-256 of the package files, one after the other
   * @param relations every dependency that occurs, once, as {@link #pack} makes it: three numbers
   * @param fields for every package the numbers of its dependencies
   * @param files for every package the texts of its files
   */
  RpmTables(
      StringPool texts,
      int[] rows,
      long[] sizes,
      byte[] digests,
      int[] relations,
      Map<RpmField, Lists> fields,
      Lists files) {
    this.texts = texts;
    this.rows = rows;
    this.sizes = sizes;
    this.digests = digests;
    this.relations = relations;
    this.fields = new EnumMap<>(fields);
    this.files = files;
    this.made = new RpmDependency[relations.length / 3];
  }

  /** The third number of a dependency, after its name and its version. */
  static int pack(RpmSense sense, boolean pre) {
    return sense.bits() | (pre ? PRE : 0);
  }

  StringPool texts() {
    return texts;
  }

  int size() {
    return sizes.length;
  }

  int text(int place, int number) {
    return rows[ROW * number + place];
  }

  long fileSize(int number) {
    return sizes[number];
  }

  byte[] digests() {
    return digests;
  }

  int[] rows() {
    return rows;
  }

  long[] sizes() {
    return sizes;
  }

  int[] relations() {
    return relations;
  }

  Lists field(RpmField field) {
    return Objects.requireNonNull(fields.get(field));
  }

  Lists files() {
    return files;
  }

  void eachRelation(int number, RpmField field, IntConsumer relation) {
    field(field).each(number, relation);
  }

  boolean hasRelations(int number, RpmField field) {
    return field(field).any(number);
  }

  void eachFile(int number, IntConsumer file) {
    files.each(number, file);
  }

  int relationName(int relation) {
    return relations[3 * relation];
  }

  Stream<String> relationNames() {
    return IntStream.range(0, relations.length / 3).mapToObj(i -> texts.get(relationName(i)));
  }

  RpmDependency relation(int relation) {
    RpmDependency known = made[relation];
    if (known == null) {
      known = make(relation);
      made[relation] = known;
    }
    return known;
  }

  private RpmDependency make(int relation) {
    int packed = relations[3 * relation + 2];
    return new RpmDependency(
        texts.get(relations[3 * relation]),
        RpmSense.ofBits(packed),
        texts.get(relations[3 * relation + 1]),
        (packed & PRE) != 0);
  }
}
