package org.pgv.mirror.rpm.repomd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pgv.mirror.rpm.RpmDependency;
import org.pgv.mirror.rpm.RpmField;
import org.pgv.mirror.rpm.RpmVersion;
import org.pgv.mirror.rpm.file.PackageDescription;
import org.pgv.mirror.rpm.file.PackagedFile;

/**
 * The requirements that primary metadata lists, as createrepo_c chooses them: not what rpm itself
 * must understand, not what the package brings along, nothing twice in a row, and of the symbol
 * versions of libc only the highest, which has all before it.
 */
final class ListedRequires {
  private static final String LIBC = "libc.so.6";

  private final PackageDescription description;
  private final Set<String> ownFiles = new HashSet<>();
  private final Map<String, RpmDependency> lastOfName = new HashMap<>();
  private Optional<RpmDependency> libc = Optional.empty();

  private ListedRequires(PackageDescription description) {
    this.description = description;
    description.lists().files().stream()
        .map(PackagedFile::path)
        .filter(PrimaryFiles::lists)
        .forEach(ownFiles::add);
  }

  static List<RpmDependency> of(PackageDescription description) {
    return new ListedRequires(description).listed();
  }

  private List<RpmDependency> listed() {
    List<RpmDependency> listed = new ArrayList<>();
    Set<RpmDependency> provided = new HashSet<>();
    description.lists().relations(RpmField.PROVIDES).forEach(one -> provided.add(plain(one)));
    for (RpmDependency one : description.lists().relations(RpmField.REQUIRES)) {
      boolean own = ownFiles.contains(one.name()) || provided.contains(plain(one));
      if (one.name().startsWith("rpmlib(") || own || one.equals(lastOfName.put(one.name(), one))) {
        continue;
      }
      if (one.name().startsWith(LIBC)) {
        libc = Optional.of(libc.filter(best -> !newer(one, best)).orElse(one));
      } else {
        listed.add(one);
      }
    }
    libc.ifPresent(listed::add);
    return listed;
  }

  private RpmDependency plain(RpmDependency dependency) {
    return new RpmDependency(dependency.name(), dependency.sense(), dependency.evr(), false);
  }

  private static boolean newer(RpmDependency one, RpmDependency other) {
    return RpmVersion.compare(symbolVersion(one), symbolVersion(other)) > 0;
  }

  /** {@code 2.34} of {@code libc.so.6(GLIBC_2.34)(64bit)}; the library itself comes before all. */
  private static String symbolVersion(RpmDependency dependency) {
    String name = dependency.name();
    int from = name.indexOf("(GLIBC_");
    int end = name.indexOf(')', Math.max(from, 0));
    return from < 0 || end < 0 ? "0" : name.substring(from + "(GLIBC_".length(), end);
  }
}
