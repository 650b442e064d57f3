package org.pgv.pki.bundle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.bundle.BundlePath;
import org.pgv.manifests.bundle.FileDigests;
import org.pgv.manifests.bundle.FileState;
import org.pgv.manifests.bundle.FolderState;
import org.pgv.manifests.bundle.Inventory;
import org.pgv.manifests.problem.Problem;

/** What is in a bundle's folder, compared with what may be in it, without opening any file. */
final class BundleFolder {
  private static final Set<String> UNLISTED =
      Set.of(BundleLayout.CHECKSUMS, BundleLayout.SIGNATURE, BundleLayout.INVENTORY);
  private static final String FOREIGN = "does not belong to the bundle";

  private final Path folder;
  private final Inventory wanted;
  private final BundleModes modes;
  private final Set<String> folders = new TreeSet<>(Set.of(""));
  private final SortedMap<BundlePath, Long> readable = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private BundleFolder(Path folder, FolderState state, Inventory wanted) {
    this.folder = folder;
    this.wanted = wanted;
    this.modes = BundleModes.of(state);
    for (BundlePath path : wanted.files().keySet()) {
      String text = path.text();
      for (int at = text.indexOf('/'); at >= 0; at = text.indexOf('/', at + 1)) {
        folders.add(text.substring(0, at));
      }
    }
  }

  static BundleFolder compare(Path folder, FolderState state, Inventory wanted) {
    BundleFolder result = new BundleFolder(folder, state, wanted);
    state.files().forEach(result::take);
    if (state.files().size() > FolderState.MOST_FILES) {
      result.problem("", "holds more files than any bundle");
      return result;
    }
    for (BundlePath path : wanted.files().keySet()) {
      if (!state.files().containsKey(path.text())) {
        result.problem(path.text(), "is missing");
      }
    }
    return result;
  }

  /** The listed files that are there and have the right size: others need not be read. */
  List<FileDigests.Item> items() {
    List<FileDigests.Item> items = new ArrayList<>();
    for (Map.Entry<BundlePath, Long> one : readable.entrySet()) {
      items.add(new FileDigests.Item(one.getKey(), one.getValue()));
    }
    return items;
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  private void take(String name, FileState found) {
    if (found.isFolder() && !wanted.files().containsKey(path(name))) {
      folder(name, found);
    } else if (!found.isPlainFile()) {
      problem(name, found.kind() + ", and a bundle holds plain files only");
    } else if (UNLISTED.contains(name)) {
      modes.fault(found, false).ifPresent(what -> problem(name, what));
    } else {
      file(name, found);
    }
  }

  private void folder(String name, FileState found) {
    if (!folders.contains(name)) {
      problem(name, "is a folder that the bundle does not have");
    } else {
      modes.fault(found, true).ifPresent(what -> problem(name, what));
    }
  }

  private void file(String name, FileState found) {
    Inventory.Entry entry = wanted.files().get(path(name));
    if (entry == null) {
      problem(name, FOREIGN);
      return;
    }
    modes.fault(found, entry.program()).ifPresent(what -> problem(name, what));
    if (found.size() == entry.size()) {
      readable.put(path(name), entry.size());
    } else {
      problem(name, "was altered: it has " + found.size() + " bytes and not " + entry.size());
    }
  }

  /** A name that no bundle has becomes the path of a file that is never listed. */
  private static BundlePath path(String name) {
    try {
      return new BundlePath(name);
    } catch (IllegalArgumentException _) {
      return new BundlePath(BundleLayout.CHECKSUMS);
    }
  }

  private void problem(String name, String what) {
    problems.add(new Problem(folder.resolve(name).toString(), what));
  }
}
