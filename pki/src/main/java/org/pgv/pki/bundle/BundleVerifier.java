package org.pgv.pki.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.bundle.BundlePath;
import org.pgv.manifests.bundle.Checksums;
import org.pgv.manifests.bundle.ControlFile;
import org.pgv.manifests.bundle.FileDigests;
import org.pgv.manifests.bundle.FolderState;
import org.pgv.manifests.bundle.Inventory;
import org.pgv.manifests.bundle.SignedFolder;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Sha256;
import org.pgv.pki.bundle.BundleVerdict.NotTrusted;
import org.pgv.pki.bundle.BundleVerdict.Trusted;
import org.pgv.pki.bundle.BundleVerdict.VerifiedBundle;
import org.pgv.pki.openpgp.SignatureVerifier;
import org.pgv.pki.openpgp.Verification;

/**
 * Checks a bundle's folder: the signature over its checksums first, then what files there are, then
 * each file's bytes, then that nobody touched them meanwhile. Nothing of the bundle is parsed
 * before the signature over it holds.
 */
public final class BundleVerifier {
  private static final String MEND = "copy the bundle again from where it was made";
  private static final int MOST_CHECKSUMS = 1 << 24;
  private static final int MOST_SIGNATURES = 1 << 16;

  /** More faults than a person reads. */
  private static final int MOST_PROBLEMS = 100;

  private final Clock clock;
  private final Reporter reporter;

  public BundleVerifier(Clock clock, Reporter reporter) {
    this.clock = clock;
    this.reporter = reporter;
  }

  /**
   * A {@link Refusal} with exit code 2 where there is no such folder, and with 1 where it cannot be
   * read at all.
   */
  public BundleVerdict verify(Path folder, TrustedSigners signers) {
    if (!Files.isDirectory(folder)) {
      throw new Refusal(
          ExitCode.USAGE,
          new Problem(folder.toString(), "there is no such folder", "name the bundle's folder"));
    }
    try {
      // The person may name it by a link; links in it are faults, wherever they lead.
      return check(folder.toRealPath(), signers);
    } catch (IOException e) {
      Problem problem =
          new Problem(
              folder.toString(),
              "cannot be read: " + e.getMessage(),
              "check the medium it is on, then run the same command again");
      throw new Refusal(ExitCode.FAILED, problem, e);
    }
  }

  private BundleVerdict check(Path folder, TrustedSigners signers) throws IOException {
    try {
      FolderState before = FolderState.of(folder);
      Verification.Trusted<byte[]> signed = signed(folder, signers);
      Path list = folder.resolve(BundleLayout.CHECKSUMS);
      String text = new String(signed.content(), StandardCharsets.UTF_8);
      Checksums checksums = trusted(Checksums.parse(list.toString(), text));
      SignedFolder files = new SignedFolder(folder, checksums);
      List<Problem> problems = compare(files, before, inventory(files));
      if (problems.isEmpty()) {
        problems = changes(folder, before, FolderState.of(folder));
      }
      return problems.isEmpty()
          ? new Trusted(
              new VerifiedBundle(files, BundleContent.describe(files), before, signed.signers()))
          : new NotTrusted(few(problems));
    } catch (Refusal refusal) {
      return new NotTrusted(refusal.problems());
    }
  }

  private Verification.Trusted<byte[]> signed(Path folder, TrustedSigners signers)
      throws IOException {
    Path list = folder.resolve(BundleLayout.CHECKSUMS);
    byte[] content = trusted(ControlFile.read(list, MOST_CHECKSUMS));
    byte[] signature =
        trusted(ControlFile.read(folder.resolve(BundleLayout.SIGNATURE), MOST_SIGNATURES));
    SignatureVerifier verifier = new SignatureVerifier(trusted(signers.keys(folder)), clock);
    return switch (verifier.detached(content, signature)) {
      case Verification.Trusted<byte[]> good -> good;
      case Verification.NotTrusted<byte[]>(var reason) ->
          throw refusal(reason.problem(list.toString()));
    };
  }

  /**
   * Which files there are must be said twice and alike: with their digests and with their sizes.
   */
  private static Inventory inventory(SignedFolder files) throws IOException {
    Path list = files.folder().resolve(BundleLayout.INVENTORY);
    BundlePath own = new BundlePath(BundleLayout.INVENTORY);
    if (!files.files().files().containsKey(own)) {
      throw refusal(
          new Problem(
              list.toString(),
              "is not part of the bundle",
              "build the bundle again: that pgv-bundle is too old"));
    }
    String text = new String(files.read(own), StandardCharsets.UTF_8);
    Inventory inventory = trusted(Inventory.parse(list.toString(), text));
    TreeSet<BundlePath> listed = new TreeSet<>(files.files().files().keySet());
    listed.remove(own);
    if (!listed.equals(inventory.files().keySet())) {
      throw refusal(
          new Problem(list.toString(), "lists other files than SHA256SUMS", "build it again"));
    }
    return inventory;
  }

  private List<Problem> compare(SignedFolder files, FolderState state, Inventory inventory)
      throws IOException {
    Path folder = files.folder();
    SortedMap<BundlePath, Sha256> wanted = files.files().files();
    BundleFolder present = BundleFolder.compare(folder, state, inventory);
    SortedMap<BundlePath, Sha256> found =
        FileDigests.of(folder, present.items(), "verify " + folder.getFileName(), reporter);
    List<Problem> problems = new ArrayList<>(present.problems());
    found.forEach(
        (path, digest) -> {
          if (!digest.equals(wanted.get(path))) {
            problems.add(
                new Problem(
                    folder.resolve(path.text()).toString(),
                    "was altered: its SHA-256 is " + digest + ", not " + wanted.get(path),
                    MEND));
          }
        });
    problems.sort(Comparator.comparing(Problem::where));
    return problems;
  }

  /** A file may have been written to after it was hashed, or be another one by now. */
  private static List<Problem> changes(Path folder, FolderState before, FolderState after) {
    List<Problem> problems = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(before.files().keySet());
    names.addAll(after.files().keySet());
    for (String name : names) {
      var was = before.files().get(name);
      if (was == null || !was.equals(after.files().get(name))) {
        problems.add(
            new Problem(
                folder.resolve(name).toString(),
                "was changed while the bundle was verified",
                "find out who writes there, then verify it again"));
      }
    }
    return problems;
  }

  private static List<Problem> few(List<Problem> problems) {
    if (problems.size() <= MOST_PROBLEMS) {
      return problems;
    }
    List<Problem> few = new ArrayList<>(problems.subList(0, MOST_PROBLEMS));
    few.add(new Problem("", "and " + (problems.size() - MOST_PROBLEMS) + " more faults"));
    return few;
  }

  private static <T> T trusted(Loaded<T> loaded) {
    return switch (loaded) {
      case Loaded.Ok<T>(T value) -> value;
      case Loaded.Refused<T>(List<Problem> problems) ->
          throw new Refusal(ExitCode.NOT_TRUSTED, few(problems));
    };
  }

  private static Refusal refusal(Problem problem) {
    return new Refusal(ExitCode.NOT_TRUSTED, problem);
  }
}
