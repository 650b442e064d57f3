package org.pgv.mirror.upstream.repomd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.rpm.RpmIndex;
import org.pgv.mirror.rpm.RpmIndexFile;

/**
 * Primary metadata as it was read once, by the digest of the file it was read from. Locks are made
 * with it; a build reads the signed metadata itself again, so that nothing that this cache says
 * reaches a bundle unproven. What was not used for the longest time makes room for what is new.
 */
record IndexCache(Path folder, Clock clock, Reporter reporter) {
  /** Of a few megabytes each: more than all targets together have repositories. */
  private static final int MOST_FILES = 48;

  RpmIndex find(Sha256 primary, String origin, Supplier<RpmIndex> reading) {
    Path file = folder.resolve(primary.hex());
    try {
      Optional<RpmIndex> known = RpmIndexFile.read(file, origin);
      if (known.isPresent()) {
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        return known.get();
      }
    } catch (IOException e) {
      reporter.log(file + " cannot be read: " + e.getMessage());
    }
    RpmIndex read = reading.get();
    try {
      RpmIndexFile.write(read, file);
      makeRoom();
    } catch (IOException e) {
      reporter.log(file + " cannot be written: " + e.getMessage());
    }
    return read;
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
