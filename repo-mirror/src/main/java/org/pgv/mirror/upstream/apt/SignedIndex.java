package org.pgv.mirror.upstream.apt;

import java.util.List;
import java.util.Optional;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.lock.LockedSuite;
import org.pgv.manifests.manifest.AptSuites;
import org.pgv.manifests.value.Blob;
import org.pgv.manifests.value.Fingerprint;
import org.pgv.mirror.deb.ReleaseFile;
import org.pgv.mirror.upstream.Mirror;

/**
 * A suite's signed index that was found to be trusted.
 *
 * @param mirrors where its files can be had, the one that gave it first
 */
record SignedIndex(
    String suite,
    Documents documents,
    ReleaseFile release,
    Fingerprint signer,
    List<Mirror> mirrors) {

  /**
   * It as it came.
   *
   * @param signature the one beside it; empty where the index holds its own
   */
  record Documents(Blob index, Optional<Blob> signature) {
    String name() {
      return signature.isPresent() ? "Release" : "InRelease";
    }
  }

  SignedIndex {
    mirrors = List.copyOf(mirrors);
  }

  static String path(String suite, String name) {
    return AptSuites.folder(suite) + name;
  }

  LockedSuite.Signed locked() {
    return new LockedSuite.Signed(
        locked(documents.name(), documents.index()),
        documents.signature().map(signature -> locked("Release.gpg", signature)),
        Optional.of(signer));
  }

  private LockedFile locked(String name, Blob content) {
    return new LockedFile(path(suite, name), content.size(), content.sha256());
  }
}
