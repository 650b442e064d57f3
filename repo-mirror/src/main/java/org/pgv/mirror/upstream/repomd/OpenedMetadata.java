package org.pgv.mirror.upstream.repomd;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Blob;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.rpm.RpmIndex;
import org.pgv.mirror.rpm.repomd.Modules;
import org.pgv.mirror.rpm.repomd.ModulesReader;
import org.pgv.mirror.rpm.repomd.Repomd;
import org.pgv.mirror.rpm.repomd.RepomdEntry;
import org.pgv.mirror.rpm.repomd.RepomdReader;
import org.pgv.mirror.upstream.Begun;
import org.pgv.mirror.upstream.IndexCache;

/**
 * The metadata of repositories, each file read once and beside the others. What a repository said
 * last time is read while it is asked what it says now, since that is mostly the same. Which files
 * count is not decided here: they are known by their digests.
 */
final class OpenedMetadata {
  private final MetadataFiles files;
  private final IndexCache indices;
  private final Map<Key, Begun<RpmIndex>> packages = new ConcurrentHashMap<>();
  private final Map<Key, Begun<Modules>> modules = new ConcurrentHashMap<>();

  /** One file of one repository. */
  private record Key(String origin, Sha256 digest) {}

  OpenedMetadata(MetadataFiles files, IndexCache indices) {
    this.files = files;
    this.indices = indices;
  }

  /** The files that are read here. */
  static Stream<RepomdEntry> entries(Repomd repomd) {
    return Stream.concat(Stream.of(repomd.required("primary")), repomd.find("modules").stream());
  }

  /** Begins to read what a repomd.xml names, where all of it was fetched before. */
  void foresee(Blob repomd, String origin) {
    Thread.startVirtualThread(
        () -> {
          try {
            Repomd read = RepomdReader.read(repomd, origin);
            if (files.have(entries(read).toList())) {
              begin(read, origin);
            }
          } catch (Refusal | IOException _) {
            // Whoever needs it finds out, and says so.
          }
        });
  }

  /** What the files of a repomd.xml say, which are all there. */
  RepositoryIndex.Contents of(Repomd repomd, String origin) throws InterruptedException {
    begin(repomd, origin);
    Optional<Modules> streams = Optional.empty();
    RepomdEntry primary = repomd.required("primary");
    RpmIndex index = result(packages, key(primary, origin));
    if (repomd.find("modules").isPresent()) {
      streams = Optional.of(result(modules, key(repomd.required("modules"), origin)));
    }
    return new RepositoryIndex.Contents(index, streams);
  }

  private void begin(Repomd repomd, String origin) {
    repomd
        .find("modules")
        .ifPresent(
            entry ->
                begin(
                    modules,
                    key(entry, origin),
                    () -> ModulesReader.read(files.text(entry, origin), origin)));
    RepomdEntry primary = repomd.required("primary");
    begin(
        packages,
        key(primary, origin),
        () -> indices.find(primary.file().sha256(), new PrimaryForm(files, primary, origin)));
  }

  private static <T> void begin(Map<Key, Begun<T>> all, Key key, Callable<T> reading) {
    all.computeIfAbsent(key, _ -> Begun.begin(reading));
  }

  private static <T> T result(Map<Key, Begun<T>> all, Key key) throws InterruptedException {
    return Objects.requireNonNull(all.get(key)).result();
  }

  private static Key key(RepomdEntry entry, String origin) {
    return new Key(origin, entry.file().sha256());
  }
}
