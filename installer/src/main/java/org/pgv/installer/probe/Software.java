package org.pgv.installer.probe;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is installed on a host, ours or not.
 *
 * @param packages installed version by name; {@code name:architecture} for a foreign architecture
 * @param unfinished packages that an interrupted transaction left half installed
 * @param users account names
 * @param dataFolders folders that hold a PostgreSQL cluster or an etcd member
 */
public record Software(
    SortedMap<String, String> packages,
    List<String> unfinished,
    List<String> users,
    List<DataFolder> dataFolders) {

  /** What kind of data a folder holds. */
  public enum DataKind {
    POSTGRES,
    ETCD
  }

  /** A folder with data in it. */
  public record DataFolder(DataKind kind, String path) {}

  public Software {
    packages = Collections.unmodifiableSortedMap(new TreeMap<>(packages));
    unfinished = List.copyOf(unfinished);
    users = List.copyOf(users);
    dataFolders = List.copyOf(dataFolders);
  }

  /** The installed version of a package. */
  public Optional<String> version(String packageName) {
    return Optional.ofNullable(packages.get(packageName));
  }
}
