package org.pgv.mirror.upstream.apt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.lock.LockedSuite;
import org.pgv.manifests.value.Fingerprint;
import org.pgv.manifests.value.Sha256;
import org.pgv.mirror.deb.ReleaseFile;
import org.pgv.mirror.upstream.Mirror;

/**
 * A suite's signed index that was found to be trusted.
 *
 * @param text the whole of it, with its signature
 * @param mirrors where its files can be had, the one that gave it first
 */
record SignedIndex(
    String suite, String text, ReleaseFile release, Fingerprint signer, List<Mirror> mirrors) {
  SignedIndex {
    mirrors = List.copyOf(mirrors);
  }

  static String path(String suite) {
    return "dists/" + suite + "/InRelease";
  }

  LockedSuite.Signed locked() {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new LockedSuite.Signed(
        new LockedFile(path(suite), bytes.length, Sha256.of(bytes)),
        Optional.empty(),
        Optional.of(signer));
  }
}
