package org.pgv.mirror.upstream.apt;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pgv.manifests.lock.ListedFile;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.manifest.PackageRepository;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.store.ContentStore;
import org.pgv.manifests.value.Target;
import org.pgv.mirror.deb.PackagesIndex;
import org.pgv.mirror.deb.ReleaseFile;
import org.pgv.mirror.upstream.Begun;
import org.pgv.mirror.upstream.IndexCache;

/**
 * The package indices of suites, each read once and beside the others. Those that a suite had last
 * time are read while mirrors are asked what it has now, since that is mostly the same. Which
 * indices count is not decided here: they are known by their digests.
 */
final class OpenedIndices {
  private static final String HEAD_END = "\n\n";
  private static final String SIGNATURE = "\n-----BEGIN PGP SIGNATURE-----";

  private final ContentStore store;
  private final PackageIndices indices;
  private final IndexCache cache;
  private final Map<Key, Begun<PackagesIndex>> begun = new ConcurrentHashMap<>();

  /** One index as a signed index names it. */
  private record Key(String origin, LockedFile file, Optional<LockedFile> plain) {}

  OpenedIndices(ContentStore store, IndexCache cache) {
    this.store = store;
    this.indices = new PackageIndices(store);
    this.cache = cache;
  }

  /** Begins to read what a Release file names, where that was fetched before. */
  void foresee(
      String origin, String text, PackageRepository repository, String suite, Target target) {
    Thread.startVirtualThread(
        () -> {
          try {
            ReleaseFile release = ReleaseFile.parse(text, origin);
            for (List<ListedFile> forms : indices.choose(repository, release, suite, target)) {
              Optional<LockedFile> file = release.file(forms.getFirst().path());
              if (file.isPresent() && store.has(file.get().sha256(), file.get().size())) {
                begin(origin, release, file.get());
              }
            }
          } catch (Refusal | IOException _) {
            // Whoever needs it finds out, and says so.
          }
        });
  }

  /** An index of a release, which was fetched. */
  PackagesIndex of(String origin, ReleaseFile release, LockedFile file)
      throws InterruptedException {
    return begin(origin, release, file).result();
  }

  private Begun<PackagesIndex> begin(String origin, ReleaseFile release, LockedFile file) {
    return begun.computeIfAbsent(
        new Key(origin, file, PackageIndices.plain(release, file)),
        _ -> Begun.begin(() -> read(origin, release, file)));
  }

  private PackagesIndex read(String origin, ReleaseFile release, LockedFile file) {
    try {
      Optional<LockedFile> plain = PackageIndices.plain(release, file);
      return plain.isEmpty()
          ? indices.read(origin, release, file)
          : cache.find(
              plain.get().sha256(),
              new PackagesForm(
                  store, plain.get(), origin, () -> indices.read(origin, release, file)));
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.FAILED,
          new Problem(
              origin,
              file.path() + " cannot be read from the cache: " + e.getMessage(),
              "remove " + store.path(file.sha256()) + " and run the command again"),
          e);
    }
  }

  /** What the signature is over (RFC 9580 section 7), taken as it is: it is verified elsewhere. */
  static String signed(String inRelease) {
    int start = inRelease.indexOf(HEAD_END);
    int end = inRelease.indexOf(SIGNATURE);
    return start < 0 || end < start ? "" : inRelease.substring(start + HEAD_END.length(), end);
  }
}
