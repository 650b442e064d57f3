package org.pgv.mirror.rpm;

import org.pgv.manifests.value.Sha256;

/**
 * The file of a package, as its repository lists it. It may be listed so that it cannot be used,
 * which counts when it is needed.
 *
 * @param size in bytes; negative where it is not said
 * @param checksum such as {@code sha256:0123…}, of whatever kind
 * @param sourceRpm the file name of the package it was built from; empty where unknown
 */
public record PackageFile(Place place, long size, String checksum, String sourceRpm) {

  /**
   * Where it lies.
   *
   * @param base the address it is relative to; empty for the repository's own
   */
  public record Place(String location, String base) {}

  public PackageFile(String location, long size, Sha256 sha256, String sourceRpm) {
    this(new Place(location, ""), size, RpmTables.SHA256 + sha256.hex(), sourceRpm);
  }
}
