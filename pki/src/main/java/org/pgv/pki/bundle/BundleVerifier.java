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
import org.pgv.manifests.bundle.BundleInfo;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.bundle.BundlePath;
import org.pgv.manifests.bundle.Checksums;
import org.pgv.manifests.bundle.FileDigests;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Loaded;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.report.Reporter;
import org.pgv.manifests.value.Sha256;
import org.pgv.pki.bundle.BundleVerdict.NotTrusted;
import org.pgv.pki.bundle.BundleVerdict.Trusted;
import org.pgv.pki.bundle.BundleVerdict.VerifiedBundle;
import org.pgv.pki.openpgp.KeyRing;
import org.pgv.pki.openpgp.SignatureVerifier;
import org.pgv.pki.openpgp.Signer;
import org.pgv.pki.openpgp.Verification;

/**
 * Checks a bundle's folder: the signature over its checksums first, then what files there are, then
 * each file's bytes. Nothing of the bundle is parsed before the signature over it holds.
 */
public final class BundleVerifier {
  private static final String MEND = "copy the bundle again from where it was made";

  private final Clock clock;
  private final Reporter reporter;

  public BundleVerifier(Clock clock, Reporter reporter) {
    this.clock = clock;
    this.reporter = reporter;
  }

  /** A {@link Refusal} with exit code 1 where the folder cannot be read at all. */
  public BundleVerdict verify(Path folder, TrustedSigners signers) {
    try {
      return check(folder, signers);
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
    Path checksums = folder.resolve(BundleLayout.CHECKSUMS);
    if (!BundleLayout.isBundle(folder)) {
      return notTrusted(new Problem(folder.toString(), "is no bundle: it has no SHA256SUMS"));
    }
    return switch (signers.keys(folder)) {
      case Loaded.Refused<KeyRing>(List<Problem> problems) -> new NotTrusted(problems);
      case Loaded.Ok<KeyRing>(KeyRing keys) ->
          switch (new SignatureVerifier(keys, clock)
              .detached(checksums, folder.resolve(BundleLayout.SIGNATURE))) {
            case Verification.NotTrusted<byte[]>(var reason) ->
                notTrusted(reason.problem(checksums.toString()));
            case Verification.Trusted<byte[]>(byte[] content, List<Signer> by) ->
                verify(folder, new String(content, StandardCharsets.UTF_8), by);
          };
    };
  }

  private BundleVerdict verify(Path folder, String signed, List<Signer> signers)
      throws IOException {
    String name = folder.resolve(BundleLayout.CHECKSUMS).toString();
    return switch (Checksums.parse(name, signed)) {
      case Loaded.Refused<Checksums>(List<Problem> problems) -> new NotTrusted(problems);
      case Loaded.Ok<Checksums>(Checksums checksums) -> {
        List<Problem> problems = compare(folder, checksums);
        yield problems.isEmpty() ? describe(folder, checksums, signers) : new NotTrusted(problems);
      }
    };
  }

  private List<Problem> compare(Path folder, Checksums checksums) throws IOException {
    SortedMap<BundlePath, Sha256> wanted = checksums.files();
    BundleFolder present = BundleFolder.look(folder, wanted.keySet());
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

  private static BundleVerdict describe(Path folder, Checksums checksums, List<Signer> signers)
      throws IOException {
    Path info = folder.resolve(BundleLayout.INFO);
    if (!checksums.files().containsKey(new BundlePath(BundleLayout.INFO))) {
      return notTrusted(new Problem(info.toString(), "is missing"));
    }
    String text = Files.readString(info, StandardCharsets.UTF_8);
    return switch (BundleInfo.parse(info.toString(), text)) {
      case Loaded.Refused<BundleInfo>(List<Problem> problems) -> new NotTrusted(problems);
      case Loaded.Ok<BundleInfo>(BundleInfo value) ->
          new Trusted(new VerifiedBundle(folder, value, checksums, signers));
    };
  }

  private static BundleVerdict notTrusted(Problem problem) {
    return new NotTrusted(List.of(problem));
  }
}
