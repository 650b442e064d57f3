package org.pgv.installer.component.minio;

import java.util.Optional;
import org.pgv.installer.resource.CopiedFile;
import org.pgv.installer.resource.Ownership;
import org.pgv.installer.topology.BundleContents;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;

/** The server, which no distribution packages, and its client, which some do. */
final class MinioPrograms {
  static final String SERVER = "/usr/local/bin/minio";

  private static final String PACKAGED_CLIENT = "minio-client";
  private static final String OWN_CLIENT = "/usr/local/bin/mcli";

  private MinioPrograms() {}

  static CopiedFile server(BundleContents bundle) {
    return bundle
        .file("minio", SERVER, Ownership.ROOT_OPEN)
        .orElseThrow(() -> missing(bundle, "MinIO"));
  }

  /** The client as a file of its own, where it does not come as a package. */
  static Optional<CopiedFile> client(BundleContents bundle) {
    if (isPackaged(bundle)) {
      return Optional.empty();
    }
    return Optional.of(
        bundle
            .file("mcli", OWN_CLIENT, Ownership.ROOT_OPEN)
            .orElseThrow(() -> missing(bundle, "MinIO's client")));
  }

  /** How the client is called. */
  static String clientCommand(BundleContents bundle) {
    return isPackaged(bundle) ? "/usr/bin/" + PACKAGED_CLIENT : OWN_CLIENT;
  }

  private static boolean isPackaged(BundleContents bundle) {
    return bundle.lock().find(PACKAGED_CLIENT).isPresent();
  }

  private static Refusal missing(BundleContents bundle, String what) {
    return new Refusal(
        ExitCode.PREFLIGHT,
        new Problem(
            "backup.repository",
            "needs " + what + ", which is not in " + bundle.name(),
            "use a bundle with it, or keep backups elsewhere: 'kind: posix' or 'kind: s3'"));
  }
}
