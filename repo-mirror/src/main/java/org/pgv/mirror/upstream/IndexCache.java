package org.pgv.mirror.upstream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Sha256;

/**
 * Package indices as they were read once, by the digest of the file they were read from. Locks are
 * made with it; a build reads the signed metadata itself again, so that nothing that this cache
 * says reaches a bundle unproven. What was not used for the longest time makes room for what is
 * new.
 */
public record IndexCache(Path folder, Clock clock, Reporter reporter) {
  /** Of a few megabytes each: more than all targets together have repositories. */
  private static final int MOST_FILES = 48;

  /** How one index is read, and kept. */
  public interface Form<T> {
    /** Reads it from what a repository offers. */
    T make() throws IOException;

    void write(T index, Path file) throws IOException;

    /** Reads what was written; empty where there is none, or it is of no use. */
    Optional<T> read(Path file) throws IOException;
  }

  /** The cache that goes with the notes on what was seen. */
  public static IndexCache beside(Path heads, Clock clock, Reporter reporter) {
    return new IndexCache(heads.resolveSibling("indices"), clock, reporter);
  }

  /** The index of a file with this digest; fails where it is not kept and cannot be made. */
  public <T> T find(Sha256 digest, Form<T> form) throws IOException {
    Path file = folder.resolve(digest.hex());
    Optional<T> known = known(file, form);
    if (known.isPresent()) {
      return known.get();
    }
    T made = form.make();
    try {
      form.write(made, file);
      makeRoom();
    } catch (IOException e) {
      reporter.log(file + " cannot be written: " + e.getMessage());
    }
    return made;
  }

  private <T> Optional<T> known(Path file, Form<T> form) {
    try {
      Optional<T> known = form.read(file);
      if (known.isPresent()) {
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
      }
      return known;
    } catch (IOException e) {
      reporter.log(file + " cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void makeRoom() throws IOException {
    record Used(Path file, FileTime last) {}
    List<Used> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        all.add(new Used(file, Files.getLastModifiedTime(file)));
      }
    }
    all.sort(Comparator.comparing(Used::last).reversed());
    for (Used old : all.subList(Math.min(MOST_FILES, all.size()), all.size())) {
      Files.deleteIfExists(old.file());
    }
  }
}
