package org.pgv.installer.resource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pgv.manifests.bundle.BundlePath;
import org.pgv.manifests.bundle.Checksums;
import org.pgv.manifests.bundle.SignedFolder;
import org.pgv.manifests.value.Sha256;

/** Folders of tests in the place of those in a verified bundle. */
public final class SignedFolders {
  private SignedFolders() {}

  /** A folder as if all that is in it now had been signed. */
  public static SignedFolder of(Path folder) throws IOException {
    SortedMap<BundlePath, Sha256> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        digests.put(new BundlePath(folder.relativize(file).toString()), Sha256.of(file));
      }
    }
    return new SignedFolder(folder, new Checksums(digests));
  }

  /** A folder that holds nothing, or is not there. */
  public static SignedFolder empty(String folder) {
    return new SignedFolder(Path.of(folder), new Checksums(new TreeMap<>()));
  }
}
