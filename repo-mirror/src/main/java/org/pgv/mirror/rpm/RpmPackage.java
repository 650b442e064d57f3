package org.pgv.mirror.rpm;

import java.util.List;
import org.pgv.manifests.value.Sha256;

/**
 * One package as the repository's primary metadata describes it. It is a view: lists are made from
 * the index's tables when they are asked for, because most of the many thousand never are.
 */
public final class RpmPackage {
  private final RpmIndex index;
  private final int number;

  RpmPackage(RpmIndex index, int number) {
    this.index = index;
    this.number = number;
  }

  public Nevra nevra() {
    return new Nevra(name(), evr(), arch());
  }

  public String name() {
    return index.text(RpmTables.NAME, number);
  }

  /** {@code [epoch:]version-release}, without an epoch of 0. */
  public String evr() {
    return index.text(RpmTables.EVR, number);
  }

  public String arch() {
    return index.text(RpmTables.ARCH, number);
  }

  /** Where the file is, relative to the repository's own address. */
  public String location() {
    return index.text(RpmTables.LOCATION, number);
  }

  /** The source package's file name, such as {@code bash-5.1.8-6.el9.src.rpm}; may be empty. */
  public String sourceRpm() {
    return index.text(RpmTables.SOURCE, number);
  }

  /** The file's digest. */
  public Sha256 sha256() {
    return index.sha256(number);
  }

  /** The file's size in bytes. */
  public long size() {
    return index.size(number);
  }

  /** Its place among the packages of its index, from 0. */
  public int number() {
    return number;
  }

  /** Whether a list of dependencies is not empty. */
  public boolean has(RpmField field) {
    return index.has(number, field);
  }

  /** The dependencies of one list, in the order of the metadata. */
  public List<RpmDependency> relations(RpmField field) {
    return index.relations(number, field);
  }

  /** Its Provides entries of one name. */
  public List<RpmDependency> provisions(String name) {
    return index.provisions(number, name);
  }

  /** The files that primary itself lists; the rest are in filelists. */
  public List<String> files() {
    return index.files(number);
  }

  /** What problems call the repository this package is from. */
  public String origin() {
    return index.origin();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RpmPackage that && index == that.index && number == that.number;
  }

  @Override
  public int hashCode() {
    return number;
  }

  @Override
  public String toString() {
    return nevra().toString();
  }
}
