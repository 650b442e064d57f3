package org.pgv.mirror.upstream.apt;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.manifest.PackageRepository;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.store.ContentStore;
import org.pgv.manifests.value.Target;
import org.pgv.mirror.compression.Compression;
import org.pgv.mirror.deb.PackagesIndex;
import org.pgv.mirror.deb.ReleaseFile;
import org.pgv.mirror.fetch.Download;
import org.pgv.mirror.upstream.CheckedInput;
import org.pgv.mirror.upstream.Mirror;
import org.pgv.mirror.upstream.PlainCopy;

/** The package indices of a suite, by the digests its signed index gives. */
final class PackageIndices {
  /** What Debian's archive says when packages for all architectures are in each one's index. */
  private static final String ALL_IN_EACH = "No-Support-for-Architecture-all";

  private final ContentStore store;

  PackageIndices(ContentStore store) {
    this.store = store;
  }

  /** The indices that count for a target, each in one form. */
  List<LockedFile> choose(PackageRepository repository, ReleaseFile release, Target target) {
    List<LockedFile> chosen = new ArrayList<>();
    for (String component : AptUpstream.suites(repository).components()) {
      chosen.add(
          quickest(release, component, target.architecture().deb())
              .orElseThrow(() -> refusal(repository, release, component, target)));
      if (release.architectures().contains("all") && release.field(ALL_IN_EACH).isEmpty()) {
        quickest(release, component, "all").ifPresent(chosen::add);
      }
    }
    return chosen;
  }

  /** How to get an index: under its digest where the mirror offers that, else by its name. */
  static Download download(SignedIndex index, LockedFile file) {
    List<URI> addresses = new ArrayList<>();
    String folder = "dists/" + index.suite() + "/";
    for (Mirror mirror : index.mirrors()) {
      if (index.release().acquireByHash()) {
        String parent = file.path().substring(0, file.path().lastIndexOf('/') + 1);
        addresses.add(mirror.resolve(folder + parent + "by-hash/SHA256/" + file.sha256().hex()));
      }
      addresses.add(mirror.resolve(folder + file.path()));
    }
    return new Download(addresses, file.size(), file.sha256());
  }

  static LockedFile locked(SignedIndex index, LockedFile file) {
    return new LockedFile("dists/" + index.suite() + "/" + file.path(), file.size(), file.sha256());
  }

  /** The same index without compression, where the signed index gives its digest. */
  static Optional<LockedFile> plain(ReleaseFile release, LockedFile file) {
    int suffix = Compression.of(file.path()).suffix().length();
    return release.file(file.path().substring(0, file.path().length() - suffix));
  }

  /** Reads an index that is in the store, by its plain form where that is there already. */
  PackagesIndex read(String origin, ReleaseFile release, LockedFile file) throws IOException {
    Compression compression = Compression.of(file.path());
    Optional<LockedFile> plain = plain(release, file);
    if (plain.isEmpty()) {
      try (InputStream in = plain(file, compression)) {
        return PackagesIndex.of(in.readAllBytes(), origin);
      }
    }
    LockedFile whole = plain.get();
    if (store.has(whole.sha256(), whole.size())) {
      try (InputStream in =
          new CheckedInput(Files.newInputStream(store.path(whole.sha256())), whole)) {
        return PackagesIndex.read(in, whole.size(), origin);
      } catch (IOException e) {
        // It was damaged on this disk: it is made anew from what was fetched.
        Files.deleteIfExists(store.path(whole.sha256()));
      }
    }
    try (PlainCopy in = PlainCopy.into(store, plain(file, compression), whole)) {
      PackagesIndex index = PackagesIndex.read(in, whole.size(), origin);
      in.keep();
      return index;
    }
  }

  private InputStream plain(LockedFile file, Compression compression) throws IOException {
    return compression.plain(
        new BufferedInputStream(Files.newInputStream(store.path(file.sha256())), 1 << 16));
  }

  /**
   * Gzip before xz: it is two fifths larger, but unpacked in a tenth of the time, and unpacking is
   * what a lock over a nearby mirror waits for.
   */
  private static Optional<LockedFile> quickest(
      ReleaseFile release, String component, String architecture) {
    String path = component + "/binary-" + architecture + "/Packages";
    for (Compression form : List.of(Compression.GZIP, Compression.XZ, Compression.NONE)) {
      Optional<LockedFile> file = release.file(path + form.suffix());
      if (file.isPresent()) {
        return file;
      }
    }
    return Optional.empty();
  }

  private static Refusal refusal(
      PackageRepository repository, ReleaseFile release, String component, Target target) {
    return new Refusal(
        ExitCode.USAGE,
        new Problem(
            repository.name() + " " + release.codename(),
            "has no packages of component " + component + " for " + target.architecture().deb(),
            "it has components " + String.join(", ", release.components())));
  }
}
