package org.pgv.mirror.upstream.repomd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.rpm.RpmIndex;
import org.pgv.mirror.rpm.RpmIndexFile;

/**
 * Primary metadata as it was read once, by the digest of the file it was read from. Locks are made
 * with it; a build reads the signed metadata itself again, so that nothing that this cache says
 * reaches a bundle unproven.
 */
record IndexCache(Path folder, Reporter reporter) {

  RpmIndex find(Sha256 primary, String origin, Supplier<RpmIndex> reading) {
    Path file = folder.resolve(primary.hex());
    try {
      Optional<RpmIndex> known = RpmIndexFile.read(file, origin);
      if (known.isPresent()) {
        return known.get();
      }
    } catch (IOException e) {
      reporter.log(file + " cannot be read: " + e.getMessage());
    }
    RpmIndex read = reading.get();
    try {
      RpmIndexFile.write(read, file);
    } catch (IOException e) {
      reporter.log(file + " cannot be written: " + e.getMessage());
    }
    return read;
  }
}
