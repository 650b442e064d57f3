package org.pgv.pki.bundle;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pgv.manifests.bundle.FileState;
import org.pgv.manifests.bundle.FolderState;

/**
 * Who may write to the files of a bundle and which of them are programs. Some media, such as FAT,
 * keep no modes and show one and the same for all files: there only writers matter.
 */
final class BundleModes {
  private static final int OTHERS_WRITE = 0022;
  private static final int RUNS_AS_ANOTHER = 06000;
  private static final int PROGRAM = 0100;
  private static final int ROOT = 0;

  private final Set<Integer> owners;
  private final boolean kept;

  private BundleModes(Set<Integer> owners, boolean kept) {
    this.owners = owners;
    this.kept = kept;
  }

  /** Files may belong to root and to the owner of the bundle's own folder. */
  static BundleModes of(FolderState state) {
    FileState own = state.files().get("");
    List<Integer> found =
        state.files().values().stream()
            .filter(FileState::isPlainFile)
            .map(FileState::permissions)
            .distinct()
            .toList();
    int owner = own == null ? ROOT : own.owner();
    return new BundleModes(owner == ROOT ? Set.of(ROOT) : Set.of(ROOT, owner), found.size() > 1);
  }

  /** What is wrong with a file or folder of which it was signed whether it is a program. */
  Optional<String> fault(FileState found, boolean program) {
    if (!owners.contains(found.owner())) {
      return Optional.of("belongs to user " + found.owner() + ", who does not own the bundle");
    }
    if ((found.permissions() & OTHERS_WRITE) != 0) {
      return Optional.of("can be written by others than its owner: its mode is " + mode(found));
    }
    if (found.isFolder()) {
      return Optional.empty();
    }
    if ((found.permissions() & RUNS_AS_ANOTHER) != 0) {
      return Optional.of("would run as another user: its mode is " + mode(found));
    }
    return kept && program != ((found.permissions() & PROGRAM) != 0)
        ? Optional.of(
            "was altered: its mode is " + mode(found) + " and not " + (program ? "0755" : "0644"))
        : Optional.empty();
  }

  private static String mode(FileState found) {
    return "%04o".formatted(found.permissions());
  }
}
