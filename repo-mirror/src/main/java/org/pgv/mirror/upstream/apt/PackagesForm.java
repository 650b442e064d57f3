package org.pgv.mirror.upstream.apt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.store.ContentStore;
import org.pgv.mirror.deb.PackagesIndex;
import org.pgv.mirror.deb.PackagesIndexFile;
import org.pgv.mirror.upstream.IndexCache;

/**
 * A package index that was scanned before. Its text stays in the store alone: what is kept goes
 * with just that text.
 *
 * @param plain the index as it is without compression
 * @param reading reads it from what the repository offers, and leaves its plain form in the store
 */
record PackagesForm(ContentStore store, LockedFile plain, String origin, Reading reading)
    implements IndexCache.Form<PackagesIndex> {

  /** Reads an index and checks its digest. */
  interface Reading {
    PackagesIndex read() throws IOException;
  }

  @Override
  public PackagesIndex make() throws IOException {
    return reading.read();
  }

  @Override
  public void write(PackagesIndex index, Path file) throws IOException {
    PackagesIndexFile.write(index, file);
  }

  @Override
  public Optional<PackagesIndex> read(Path file) throws IOException {
    if (!Files.exists(file) || !store.has(plain.sha256(), plain.size())) {
      return Optional.empty();
    }
    byte[] text = Files.readAllBytes(store.path(plain.sha256()));
    return PackagesIndexFile.read(file, text, origin);
  }
}
