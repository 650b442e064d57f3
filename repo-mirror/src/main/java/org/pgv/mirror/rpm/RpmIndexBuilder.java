package org.pgv.mirror.rpm;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.regex.Pattern;
import org.pgv.mirror.xml.TextBuffer;

/**
 * Gathers the packages of an index: first what one depends on, provides and contains, then {@link
 * #add} with what it is.
 */
public final class RpmIndexBuilder {
  private static final int SHA256_BYTES = 32;
  private static final Pattern SHA256 = Pattern.compile(RpmTables.SHA256 + "[0-9a-f]{64}");

  private final StringPool texts = new StringPool();
  private final RelationPool relations = new RelationPool();
  private final IntList rows = new IntList(1 << 12);
  private final Map<RpmField, ListsBuilder> fields = new EnumMap<>(RpmField.class);
  private final ListsBuilder files = new ListsBuilder();
  private final SequencedSet<Integer> pendingFiles = new LinkedHashSet<>();
  private long[] sizes = new long[1 << 10];
  private byte[] digests = new byte[SHA256_BYTES << 10];
  private int count;

  public RpmIndexBuilder() {
    for (RpmField field : RpmField.values()) {
      fields.put(field, new ListsBuilder());
    }
  }

  /** Lists of numbers, of which the last one is still open. */
  private static final class ListsBuilder {
    private final IntList starts = new IntList(1 << 12);
    private final IntList numbers = new IntList(1 << 12);
    private int end;

    void add(int number) {
      numbers.add(number);
    }

    void close() {
      starts.add(end);
      end = numbers.size();
    }

    void forget() {
      numbers.cut(end);
    }

    RpmTables.Lists build() {
      starts.add(end);
      return new RpmTables.Lists(starts.toArray(), numbers.toArray());
    }
  }

  /** The package that is added next has this dependency. */
  public RpmIndexBuilder relation(RpmField field, RpmDependency dependency) {
    int name = texts.add(dependency.name());
    int evr = texts.add(dependency.evr());
    int packed = RpmTables.pack(dependency.sense(), dependency.pre());
    Objects.requireNonNull(fields.get(field)).add(relations.add(name, evr, packed));
    return this;
  }

  /** The same of a dependency in its parts; the version is empty where the sense is any. */
  void relation(RpmField field, TextBuffer name, RpmSense sense, TextBuffer evr, boolean pre) {
    int number = relations.add(texts.add(name), texts.add(evr), RpmTables.pack(sense, pre));
    Objects.requireNonNull(fields.get(field)).add(number);
  }

  /** The package that is added next contains this path. */
  public RpmIndexBuilder file(String path) {
    pendingFiles.add(texts.add(path));
    return this;
  }

  void file(TextBuffer path) {
    pendingFiles.add(texts.add(path));
  }

  /** Adds the package to which everything since the last one belongs. */
  public RpmIndexBuilder add(Nevra nevra, PackageFile file) {
    rows.add(texts.add(nevra.name()));
    rows.add(texts.add(nevra.evr()));
    rows.add(texts.add(nevra.arch()));
    boolean sha256 = SHA256.matcher(file.checksum()).matches();
    rows.add(texts.add(file.place().location()));
    rows.add(texts.add(file.sourceRpm()));
    rows.add(texts.add(file.place().base()));
    rows.add(texts.add(sha256 ? "" : file.checksum()));
    fields.values().forEach(ListsBuilder::close);
    pendingFiles.forEach(files::add);
    pendingFiles.clear();
    files.close();
    addFile(file, sha256);
    return this;
  }

  /** Drops everything since the last package. */
  public void forget() {
    fields.values().forEach(ListsBuilder::forget);
    pendingFiles.clear();
  }

  private void addFile(PackageFile file, boolean sha256) {
    if (count == sizes.length) {
      sizes = Arrays.copyOf(sizes, 2 * count);
      digests = Arrays.copyOf(digests, 2 * count * SHA256_BYTES);
    }
    sizes[count] = file.size();
    if (sha256) {
      String hex = file.checksum().substring(RpmTables.SHA256.length());
      byte[] digest = HexFormat.of().parseHex(hex);
      System.arraycopy(digest, 0, digests, count * SHA256_BYTES, SHA256_BYTES);
    }
    count++;
  }

  /**
   * The index of all packages added.
   *
   * @param origin what problems and answers call the repository, such as {@code baseos}
   */
  public RpmIndex build(String origin) {
    Map<RpmField, RpmTables.Lists> lists = new EnumMap<>(RpmField.class);
    fields.forEach((field, list) -> lists.put(field, list.build()));
    return new RpmIndex(
        origin,
        new RpmTables(
            texts,
            rows.toArray(),
            Arrays.copyOf(sizes, count),
            Arrays.copyOf(digests, count * SHA256_BYTES),
            relations.toArray(),
            lists,
            files.build()));
  }
}
