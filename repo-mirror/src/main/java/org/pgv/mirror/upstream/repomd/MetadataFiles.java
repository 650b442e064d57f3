package org.pgv.mirror.upstream.repomd;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.store.ContentStore;
import org.pgv.mirror.compression.Compression;
import org.pgv.mirror.fetch.Download;
import org.pgv.mirror.rpm.repomd.RepomdEntry;
import org.pgv.mirror.upstream.CheckedInput;
import org.pgv.mirror.upstream.Mirror;

/** The files of metadata that a repomd.xml vouches for, out of the store. */
final class MetadataFiles {
  /** How much larger than packed a file may be whose unpacked size nobody gave. */
  private static final long LARGEST_RATIO = 200;

  private final ContentStore store;

  /** What is done with the unpacked content of a file. */
  interface Reading<T> {
    T of(InputStream plain) throws IOException;
  }

  MetadataFiles(ContentStore store) {
    this.store = store;
  }

  /** Whether all of these files were fetched. */
  boolean have(List<RepomdEntry> entries) throws IOException {
    for (RepomdEntry entry : entries) {
      if (!store.has(entry.file().sha256(), entry.file().size())) {
        return false;
      }
    }
    return true;
  }

  static Download download(List<Mirror> mirrors, RepomdEntry entry) {
    return new Download(
        mirrors.stream().map(mirror -> mirror.resolve(entry.file().path())).toList(),
        entry.file().size(),
        entry.file().sha256());
  }

  /**
   * Reads a file that is in the store; its digest is checked on the way, and it cannot unpack to
   * more than was promised.
   */
  <T> T read(RepomdEntry entry, String origin, Reading<T> reading) {
    long limit =
        entry.open().map(RepomdEntry.Open::size).orElse(LARGEST_RATIO * entry.file().size());
    try (InputStream file = Files.newInputStream(store.path(entry.file().sha256()));
        CheckedInput packed = new CheckedInput(file, entry.file());
        InputStream plain =
            new Bounded(
                Compression.of(entry.file().path()).plain(new BufferedInputStream(packed, 1 << 16)),
                limit)) {
      T value = reading.of(plain);
      plain.transferTo(OutputStream.nullOutputStream());
      packed.transferTo(OutputStream.nullOutputStream());
      return value;
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.FAILED,
          new Problem(
              origin,
              entry.file().path() + " cannot be read: " + e.getMessage(),
              "remove " + store.path(entry.file().sha256()) + " and run the command again"),
          e);
    }
  }

  /** The whole of a file that is small. */
  String text(RepomdEntry entry, String origin) {
    return new String(read(entry, origin, InputStream::readAllBytes), StandardCharsets.UTF_8);
  }
}
