package org.pgv.installer.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.pgv.installer.enrolment.Release;
import org.pgv.installer.state.BundleMemory;
import org.pgv.installer.topology.BundleContents;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.bundle.BundlePath;
import org.pgv.manifests.bundle.Checksums;
import org.pgv.manifests.bundle.ControlFile;
import org.pgv.manifests.bundle.FolderState;
import org.pgv.manifests.bundle.SignedFolder;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Fingerprint;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.value.Target.Family;
import org.pgv.pki.bundle.BundleContent;
import org.pgv.pki.bundle.BundleVerdict.VerifiedBundle;
import org.pgv.pki.bundle.BundleVerifier;
import org.pgv.pki.bundle.TrustedSigners;

/** Finds the bundle a site uses, and lets nothing of it be used before it is verified. */
public final class Bundles {
  private static final int MOST_CHECKSUMS = 1 << 24;

  private final Clock clock;
  private final Reporter reporter;

  public Bundles(Clock clock, Reporter reporter) {
    this.clock = clock;
    this.reporter = reporter;
  }

  /**
   * The bundle's contents. A bundle that was verified before is not read again while none of its
   * files was touched.
   *
   * @param given the folder that was named; otherwise the bundle this program runs from, or else
   *     the one the site used last
   * @param trusted fingerprints that were named, beside those confirmed before
   * @param memory where the site remembers its bundle
   */
  public BundleContents open(Optional<Path> given, List<Fingerprint> trusted, Path memory) {
    Optional<BundleMemory> known = BundleMemory.read(memory);
    Path folder =
        given
            .or(Bundles::own)
            .or(() -> known.map(BundleMemory::folder))
            .orElseThrow(
                () ->
                    new Refusal(
                        ExitCode.USAGE,
                        new Problem(
                            "", "no bundle was named", "name its folder with --bundle DIR")));
    try {
      Path real = real(folder);
      Optional<SignedFolder> untouched =
          known.filter(one -> one.folder().equals(real)).flatMap(Bundles::untouched);
      return contents(
          untouched.isPresent() ? untouched.get() : verified(real, trusted, known, memory));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }

  private static Path real(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(
              folder.toString(), "there is no such folder", "name the one that has SHA256SUMS"));
    }
    return folder.toRealPath();
  }

  /** What is remembered as verified, where it still looks as it did then. */
  private static Optional<SignedFolder> untouched(BundleMemory known) {
    try {
      Path list = known.folder().resolve(BundleLayout.CHECKSUMS);
      if (known.seen().isEmpty()
          || !known.seen().get().equals(FolderState.of(known.folder()).digest())
          || !(ControlFile.read(list, MOST_CHECKSUMS) instanceof Loaded.Ok<byte[]>(byte[] text))
          || !Sha256.of(text).equals(known.checksums())) {
        return Optional.empty();
      }
      Checksums checksums =
          Checksums.parse(list.toString(), new String(text, StandardCharsets.UTF_8)).orRefuse();
      return Optional.of(new SignedFolder(known.folder(), checksums));
    } catch (IOException _) {
      // Verifying it says what is wrong.
      return Optional.empty();
    }
  }

  private SignedFolder verified(
      Path folder, List<Fingerprint> trusted, Optional<BundleMemory> known, Path memory)
      throws IOException {
    List<Fingerprint> signers =
        trusted.isEmpty()
            ? known.map(BundleMemory::signers).orElse(List.of()).stream()
                .map(Fingerprint::new)
                .toList()
            : trusted;
    VerifiedBundle bundle = verify(folder, TrustedSigners.of(List.of(), signers));
    List<String> confirmed = bundle.signers().stream().map(s -> s.pinned().hex()).toList();
    Optional<Sha256> seen =
        Optional.of(bundle.state())
            .filter(state -> state.settledAt(clock.instant()))
            .map(FolderState::digest);
    Sha256 checksums = Sha256.of(bundle.checksums().text());
    new BundleMemory(folder, confirmed, checksums, seen).write(memory);
    return bundle.files();
  }

  /** Verifies every byte, whatever is remembered. */
  public VerifiedBundle verify(Path folder, TrustedSigners signers) {
    return new BundleVerifier(clock, reporter).verify(folder, signers).orRefuse();
  }

  /** Each file of it compared once more with what was signed. */
  private static BundleContents contents(SignedFolder files) throws IOException {
    BundleContent content = BundleContent.of(files);
    return new BundleContents(
        new Release(
            content.info().identity().folderName(),
            content.info().identity().version(),
            content.info().identity().createdAt(),
            Sha256.of(files.files().text())),
        content.lock(),
        new BundleContents.Repository(
            files.below(BundleLayout.REPOSITORY), keys(files, content.lock().target().family())),
        files.folder().resolve(BundleLayout.FILES));
  }

  /** The bundle's key signs the metadata; RPMs bear the signatures of their vendors besides. */
  private static String keys(SignedFolder files, Family family) throws IOException {
    StringBuilder keys = new StringBuilder(text(files, new BundlePath(BundleLayout.SIGNER_KEY)));
    if (family == Family.RPM) {
      for (BundlePath path : files.files().files().keySet()) {
        if (path.text().startsWith(BundleLayout.UPSTREAM_KEYS)) {
          keys.append(text(files, path));
        }
      }
    }
    return keys.toString();
  }

  private static String text(SignedFolder files, BundlePath path) throws IOException {
    return new String(files.read(path), StandardCharsets.UTF_8);
  }

  /** The bundle whose runtime this process is, as its launcher says. */
  public static Optional<Path> own() {
    return Optional.ofNullable(System.getProperty("pgv.bundle")).map(Path::of);
  }
}
