package org.pgv.manifests.bundle;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pgv.manifests.value.Sha256;

/**
 * What the file system says of everything in a folder, itself included (by the empty name), without
 * opening any file or following any link. It ends early where a folder holds more than any bundle.
 */
public record FolderState(SortedMap<String, FileState> files) {
  /** More than any bundle has; whoever fills a medium with files must not fill our memory. */
  public static final int MOST_FILES = 250_000;

  /** Longer than any path in a bundle; below it, paths could become longer than they may be. */
  private static final int LONGEST_PATH = 500;

  /** Coarser than the clock of any file system but FAT's, which has no such times anyway. */
  private static final Duration TICK = Duration.ofSeconds(2);

  public FolderState {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  public static FolderState of(Path folder) throws IOException {
    SortedMap<String, FileState> files = new TreeMap<>();
    Files.walkFileTree(folder, new Looker(folder, files));
    return new FolderState(files);
  }

  /** A digest of all of it. */
  public Sha256 digest() {
    StringBuilder text = new StringBuilder();
    files.forEach((name, state) -> text.append(name).append('\0').append(state).append('\0'));
    return Sha256.of(text.toString());
  }

  /**
   * Whether a change after this look would surely show in another one: it would not where the file
   * system's clock had not gone on since the last change before.
   */
  public boolean settledAt(Instant now) {
    return files.values().stream()
        .map(FileState::changed)
        .max(Comparator.naturalOrder())
        .orElse(FileTime.from(now))
        .toInstant()
        .isBefore(now.minus(TICK));
  }

  private static final class Looker extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final SortedMap<String, FileState> files;

    Looker(Path folder, SortedMap<String, FileState> files) {
      this.folder = folder;
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      FileVisitResult next = take(directory);
      return folder.relativize(directory).toString().length() > LONGEST_PATH
          ? FileVisitResult.SKIP_SUBTREE
          : next;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      return take(file);
    }

    private FileVisitResult take(Path file) throws IOException {
      files.put(folder.relativize(file).toString(), FileState.of(file));
      return files.size() > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }
  }
}
