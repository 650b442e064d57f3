package org.pgv.installer.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pgv.installer.state.BundleMemory;
import org.pgv.installer.topology.BundleContents;
import org.pgv.manifests.bundle.BundleInfo;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.lock.LockFile;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Fingerprint;
import org.pgv.manifests.value.Sha256;
import org.pgv.manifests.value.Target.Family;
import org.pgv.pki.bundle.BundleVerdict.VerifiedBundle;
import org.pgv.pki.bundle.BundleVerifier;
import org.pgv.pki.bundle.TrustedSigners;

/** Finds the bundle a site uses, and lets nothing of it be used before it is verified. */
public final class Bundles {
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
      Sha256 seen = BundleMemory.look(real);
      boolean untouched =
          known.filter(m -> m.folder().equals(real) && m.seen().equals(seen)).isPresent();
      if (!untouched) {
        verify(real, trusted, known, memory);
      }
      return contents(real);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }

  private static Path real(Path folder) throws IOException {
    if (!BundleLayout.isBundle(folder)) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(folder.toString(), "is not a bundle", "name the folder that has SHA256SUMS"));
    }
    return folder.toRealPath();
  }

  private void verify(
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
    new BundleMemory(folder, confirmed, BundleMemory.look(folder)).write(memory);
  }

  /** Verifies every byte, whatever is remembered. */
  public VerifiedBundle verify(Path folder, TrustedSigners signers) throws IOException {
    return new BundleVerifier(clock, reporter).verify(folder, signers).orRefuse();
  }

  private static BundleContents contents(Path folder) throws IOException {
    Path info = folder.resolve(BundleLayout.INFO);
    BundleInfo bundle = BundleInfo.parse(info.toString(), Files.readString(info)).orRefuse();
    Lock lock = LockFile.read(folder.resolve(BundleLayout.LOCK_FILE));
    return new BundleContents(
        bundle.identity().folderName(),
        Sha256.of(folder.resolve(BundleLayout.CHECKSUMS)),
        lock,
        new BundleContents.Repository(
            folder.resolve(BundleLayout.REPOSITORY), keys(folder, lock.target().family())),
        folder.resolve(BundleLayout.FILES));
  }

  /** The bundle's key signs the metadata; RPMs bear the signatures of their vendors besides. */
  private static String keys(Path folder, Family family) throws IOException {
    String own = Files.readString(folder.resolve(BundleLayout.SIGNER_KEY));
    if (family == Family.DEB) {
      return own;
    }
    StringBuilder keys = new StringBuilder(own);
    try (Stream<Path> vendors = Files.list(folder.resolve(BundleLayout.UPSTREAM_KEYS))) {
      for (Path vendor : vendors.sorted().toList()) {
        keys.append(Files.readString(vendor));
      }
    }
    return keys.toString();
  }

  /** The bundle whose runtime this process is. */
  public static Optional<Path> own() {
    Path place = Path.of(System.getProperty("java.home"));
    for (Path above = place; above != null; above = above.getParent()) {
      if (BundleLayout.isBundle(above)) {
        return Optional.of(above);
      }
    }
    return Optional.empty();
  }
}
