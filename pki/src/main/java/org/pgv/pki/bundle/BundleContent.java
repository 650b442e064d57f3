package org.pgv.pki.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.pgv.manifests.bundle.BundleInfo;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.bundle.BundlePath;
import org.pgv.manifests.bundle.SignedFolder;
import org.pgv.manifests.lock.Lock;
import org.pgv.manifests.lock.LockFile;
import org.pgv.manifests.problem.ExitCode;
import org.pgv.manifests.problem.Problem;
import org.pgv.manifests.problem.Refusal;
import org.pgv.manifests.value.Sha256;

/** What a signed bundle says of itself, and its lock, which must say the same. */
public record BundleContent(BundleInfo info, Lock lock) {

  /** Of a bundle whose files were verified; a {@link Refusal} with exit code 3 otherwise. */
  public static BundleContent of(SignedFolder files) throws IOException {
    BundleInfo info =
        BundleInfo.parse(where(files, BundleLayout.INFO), text(files, BundleLayout.INFO))
            .orRefuse();
    String lockText = text(files, BundleLayout.LOCK_FILE);
    Lock lock = LockFile.parse(where(files, BundleLayout.LOCK_FILE), lockText);
    same(files, "lock", info.lock().equals(Sha256.of(lockText)));
    same(files, "target", info.identity().target().equals(lock.target()));
    same(files, "madeFrom", info.madeFrom().equals(lock.inputs()));
    return new BundleContent(info, lock);
  }

  static BundleInfo describe(SignedFolder files) throws IOException {
    return of(files).info();
  }

  private static String text(SignedFolder files, String name) throws IOException {
    BundlePath path = new BundlePath(name);
    if (!files.files().files().containsKey(path)) {
      throw refusal(where(files, name), "is missing");
    }
    return new String(files.read(path), StandardCharsets.UTF_8);
  }

  private static void same(SignedFolder files, String key, boolean same) {
    if (!same) {
      throw refusal(
          where(files, BundleLayout.INFO),
          "'" + key + "' is not that of " + BundleLayout.LOCK_FILE);
    }
  }

  private static String where(SignedFolder files, String name) {
    return files.folder().resolve(name).toString();
  }

  private static Refusal refusal(String where, String what) {
    return new Refusal(ExitCode.NOT_TRUSTED, new Problem(where, what, "build the bundle again"));
  }
}
