package org.pgv.mirror.rpm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The packages of one repository, as tables of numbers over shared texts: AppStream's seventeen
 * thousand packages with half a million dependencies take some twenty megabytes.
 */
public final class RpmIndex {
  private static final int SHA256_BYTES = 32;

  private final String origin;
  private final RpmTables tables;
  private final Lookups lookups;

  RpmIndex(String origin, RpmTables tables) {
    this(origin, tables, Lookups.of(tables));
  }

  RpmIndex(String origin, RpmTables tables, Lookups lookups) {
    this.origin = origin;
    this.tables = tables;
    this.lookups = lookups;
  }

  RpmTables tables() {
    return tables;
  }

  Lookups lookups() {
    return lookups;
  }

  /** What problems and answers call the repository. */
  public String origin() {
    return origin;
  }

  public int size() {
    return tables.size();
  }

  public RpmPackage get(int index) {
    return new RpmPackage(this, index);
  }

  /** All packages, in the order of the metadata; made anew each time. */
  public List<RpmPackage> packages() {
    List<RpmPackage> all = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      all.add(get(i));
    }
    return all;
  }

  /** The packages of a name, of any architecture, in the order of the metadata. */
  public List<RpmPackage> named(String name) {
    return packages(lookups.named(), name);
  }

  /** The packages with a Provides entry of this name, which each has for its own, too. */
  public List<RpmPackage> providing(String name) {
    return packages(lookups.provided(), name);
  }

  /** The packages for which primary itself lists this file. */
  public List<RpmPackage> owning(String path) {
    return packages(lookups.owned(), path);
  }

  /** The absolute paths that any package of the repository depends on by name. */
  public List<String> requiredFiles() {
    return tables.relationNames().filter(name -> name.startsWith("/")).distinct().toList();
  }

  private List<RpmPackage> packages(Lookup lookup, String text) {
    int id = tables.texts().find(text);
    if (id == StringPool.NONE) {
      return List.of();
    }
    List<RpmPackage> found = new ArrayList<>();
    lookup.find(id, number -> found.add(get(number)));
    return found;
  }

  String text(int place, int number) {
    return tables.texts().get(tables.text(place, number));
  }

  /** The checksum of a file, such as {@code sha256:0123…}. */
  String checksum(int number) {
    String other = text(RpmTables.CHECKSUM, number);
    if (!other.isEmpty()) {
      return other;
    }
    int from = number * SHA256_BYTES;
    byte[] digest = Arrays.copyOfRange(tables.digests(), from, from + SHA256_BYTES);
    return RpmTables.SHA256 + HexFormat.of().formatHex(digest);
  }

  long size(int number) {
    return tables.fileSize(number);
  }

  boolean has(int number, RpmField field) {
    return tables.hasRelations(number, field);
  }

  List<RpmDependency> relations(int number, RpmField field) {
    List<RpmDependency> relations = new ArrayList<>();
    tables.eachRelation(number, field, relation -> relations.add(tables.relation(relation)));
    return List.copyOf(relations);
  }

  List<RpmDependency> provisions(int number, String name) {
    int text = tables.texts().find(name);
    List<RpmDependency> relations = new ArrayList<>();
    tables.eachRelation(
        number,
        RpmField.PROVIDES,
        relation -> {
          if (tables.relationName(relation) == text) {
            relations.add(tables.relation(relation));
          }
        });
    return List.copyOf(relations);
  }

  List<String> files(int number) {
    List<String> files = new ArrayList<>();
    tables.eachFile(number, file -> files.add(tables.texts().get(file)));
    return List.copyOf(files);
  }
}
