package org.pgv.manifests.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.pgv.manifests.value.Sha256;

/**
 * A folder of files named by their SHA-256: {@code sha256/ab/cdef…}. A file is there whole or not
 * at all: it is written beside ({@code partial/}) and moved.
 */
public final class ContentStore {
  private final Path root;

  public ContentStore(Path root) {
    this.root = root;
  }

  /** The folder that holds everything. */
  public Path root() {
    return root;
  }

  /** Where the content with this digest is, or would be. */
  public Path path(Sha256 digest) {
    return root.resolve("sha256")
        .resolve(digest.hex().substring(0, 2))
        .resolve(digest.hex().substring(2));
  }

  /** Whether the content is here; its size is compared, its bytes are not read again. */
  public boolean has(Sha256 digest, long size) throws IOException {
    Path path = path(digest);
    return Files.isRegularFile(path) && Files.size(path) == size;
  }

  /** Where an unfinished download of this content is kept, to be resumed; its folder exists. */
  public Path partial(Sha256 digest) throws IOException {
    return Files.createDirectories(root.resolve("partial")).resolve(digest.hex());
  }

  /** Takes in a finished file of this store's file system, already checked to have this digest. */
  public Path adopt(Path finished, Sha256 digest) throws IOException {
    Path path = path(digest);
    Files.createDirectories(path.getParent());
    return Files.move(
        finished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Takes in content that is at hand, and returns its digest. */
  public Sha256 put(byte[] content) throws IOException {
    Sha256 digest = Sha256.of(content);
    if (!has(digest, content.length)) {
      Path partial = Files.createTempFile(Files.createDirectories(root.resolve("partial")), "", "");
      Files.write(partial, content);
      adopt(partial, digest);
    }
    return digest;
  }
}
