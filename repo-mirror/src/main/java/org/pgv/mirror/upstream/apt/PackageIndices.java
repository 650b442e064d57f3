package org.pgv.mirror.upstream.apt;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pgv.manifests.lock.ListedFile;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.manifest.AptSuites;
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

  private static final List<Compression> FORMS =
      List.of(
          Compression.GZIP,
          Compression.ZSTD,
          Compression.XZ,
          Compression.NONE,
          Compression.LZMA,
          Compression.BZIP2);

  private final ContentStore store;

  PackageIndices(ContentStore store) {
    this.store = store;
  }

  /** The indices that count for a target, each in the forms it is listed in, the best first. */
  List<List<ListedFile>> choose(
      PackageRepository repository, ReleaseFile release, String suite, Target target) {
    if (AptSuites.isFlat(suite)) {
      List<ListedFile> forms = forms(release, "Packages");
      if (forms.isEmpty()) {
        throw refusal(
            repository, suite, "lists no Packages file by SHA256 or SHA512", readable(release));
      }
      return List.of(forms);
    }
    List<List<ListedFile>> chosen = new ArrayList<>();
    for (String component : AptUpstream.suites(repository).components()) {
      List<ListedFile> own = forms(release, path(component, target.architecture().deb()));
      List<ListedFile> forAll =
          allInEach(release) && !own.isEmpty() ? List.of() : forms(release, path(component, "all"));
      Stream.of(own, forAll).filter(forms -> !forms.isEmpty()).forEach(chosen::add);
      if (own.isEmpty() && forAll.isEmpty()) {
        throw missing(repository, release, suite, component, target);
      }
    }
    return chosen;
  }

  private static String path(String component, String architecture) {
    return component + "/binary-" + architecture + "/Packages";
  }

  /** Whether packages for all architectures are in each one's index; read twice, they are many. */
  private static boolean allInEach(ReleaseFile release) {
    return !release.architectures().contains("all") || release.field(ALL_IN_EACH).isPresent();
  }

  /** How to get an index: under its digest where the mirror offers that, else by its name. */
  static Download download(SignedIndex index, LockedFile file) {
    String by = "SHA256/" + file.sha256().hex();
    return new Download(
        addresses(index, file.path(), by),
        file.size(),
        file.sha256(),
        Download.Authority.INDEX_OF_SUITE);
  }

  /** Where a listed index can be had. */
  static List<URI> addresses(SignedIndex index, ListedFile file) {
    String by = file.digest().algorithm() + "/" + file.digest().hex();
    return addresses(index, file.path(), by);
  }

  private static List<URI> addresses(SignedIndex index, String path, String byHash) {
    List<URI> addresses = new ArrayList<>();
    String folder = AptSuites.folder(index.suite());
    for (Mirror mirror : index.mirrors()) {
      if (index.release().acquireByHash()) {
        String parent = path.substring(0, path.lastIndexOf('/') + 1);
        addresses.add(mirror.resolve(folder + parent + "by-hash/" + byHash));
      }
      addresses.add(mirror.resolve(folder + path));
    }
    return addresses;
  }

  static LockedFile locked(SignedIndex index, LockedFile file) {
    return new LockedFile(
        AptSuites.folder(index.suite()) + file.path(), file.size(), file.sha256());
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
      try (InputStream packed =
              new CheckedInput(Files.newInputStream(store.path(file.sha256())), file);
          InputStream in = compression.plain(new BufferedInputStream(packed, 1 << 16))) {
        byte[] content = in.readAllBytes();
        packed.transferTo(OutputStream.nullOutputStream());
        return PackagesIndex.of(content, origin);
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
   * what a lock over a nearby mirror waits for. Many archives list the plain index and do not have
   * it.
   */
  private static List<ListedFile> forms(ReleaseFile release, String path) {
    return FORMS.stream().flatMap(form -> release.listed(path + form.suffix()).stream()).toList();
  }

  private static Refusal missing(
      PackageRepository repository,
      ReleaseFile release,
      String suite,
      String component,
      Target target) {
    String what = "of component " + component + " for " + target.architecture().deb();
    boolean otherwise =
        release.files().keySet().stream()
            .anyMatch(path -> path.startsWith(path(component, target.architecture().deb())));
    return otherwise
        ? refusal(
            repository,
            suite,
            "lists packages " + what + " in no form that is read",
            readable(release))
        : refusal(
            repository,
            suite,
            "has no packages " + what,
            "it has components " + String.join(", ", release.components()));
  }

  private static String readable(ReleaseFile release) {
    String forms =
        FORMS.stream().map(form -> "Packages" + form.suffix()).collect(Collectors.joining(", "));
    return release.files().isEmpty()
        ? "its signed index lists nothing by SHA256 or SHA512, and weaker digests can be forged"
        : "read are " + forms;
  }

  private static Refusal refusal(
      PackageRepository repository, String suite, String what, String hint) {
    return new Refusal(ExitCode.USAGE, new Problem(repository.name() + " " + suite, what, hint));
  }
}
