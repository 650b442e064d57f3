package org.pgv.mirror.rpm.file;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.pgv.mirror.rpm.RpmDependency;
import org.pgv.mirror.rpm.RpmField;

/** A package's dependencies, files and history, each in the order of its header. */
public final class PackageLists {
  private final Map<RpmField, List<RpmDependency>> relations = new EnumMap<>(RpmField.class);
  private final List<PackagedFile> files;
  private final List<ChangelogEntry> changelog;

  PackageLists(
      Map<RpmField, List<RpmDependency>> relations,
      List<PackagedFile> files,
      List<ChangelogEntry> changelog) {
    relations.forEach((field, list) -> this.relations.put(field, List.copyOf(list)));
    this.files = List.copyOf(files);
    this.changelog = List.copyOf(changelog);
  }

  /** One list as it is in the header, {@code rpmlib(…)} requirements and repetitions included. */
  public List<RpmDependency> relations(RpmField field) {
    return relations.getOrDefault(field, List.of());
  }

  public List<PackagedFile> files() {
    return files;
  }

  /** Newest first, as packagers write it. */
  public List<ChangelogEntry> changelog() {
    return changelog;
  }
}
