package org.pgv.pki.bundle;

import java.nio.file.Path;
import java.util.List;
import org.pgv.manifests.bundle.BundleInfo;
import org.pgv.manifests.bundle.Checksums;
import org.pgv.manifests.bundle.FolderState;
import org.pgv.manifests.bundle.SignedFolder;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.pki.openpgp.Signer;

/** What came of checking a bundle; only a trusted one may be used. */
public sealed interface BundleVerdict {

  /** A trusted key stands for every file, and there is nothing else in the folder. */
  record Trusted(VerifiedBundle bundle) implements BundleVerdict {}

  /** Every reason that was found, in the order of paths. */
  record NotTrusted(List<Problem> problems) implements BundleVerdict {
    public NotTrusted {
      problems = List.copyOf(problems);
    }
  }

  /**
   * A bundle as its signer made it, at the time of the check.
   *
   * @param state of its files before and after it
   */
  record VerifiedBundle(
      SignedFolder files, BundleInfo info, FolderState state, List<Signer> signers) {
    public VerifiedBundle {
      signers = List.copyOf(signers);
    }

    public Path folder() {
      return files.folder();
    }

    public Checksums checksums() {
      return files.files();
    }
  }

  /** The bundle; a {@link Refusal} with exit code 3 and all reasons where it is not trusted. */
  default VerifiedBundle orRefuse() {
    return switch (this) {
      case Trusted(VerifiedBundle bundle) -> bundle;
      case NotTrusted(List<Problem> problems) -> throw new Refusal(ExitCode.NOT_TRUSTED, problems);
    };
  }
}
