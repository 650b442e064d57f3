package org.pgv.builder.assemble;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.bundle.BundlePath;
import org.pgv.manifests.lock.LockedArtifact;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.store.ContentStore;
import org.pgv.manifests.value.Blob;
import org.pgv.manifests.value.Sha256;

/** A file of a bundle that is to be written. */
record BundleEntry(BundlePath path, boolean executable, Source source)
    implements Comparable<BundleEntry> {

  /** Where a file's content comes from. */
  sealed interface Source {
    /** It was made for this bundle. */
    record Made(Blob content) implements Source {}

    /** It lies on this disk and is taken over as it is, if it has this digest. */
    record Kept(Path file, Sha256 expected) implements Source {}

    /** It lies on this disk, made by this very build or an earlier one. */
    record Copied(Path file) implements Source {}
  }

  static BundleEntry text(String path, String text) {
    return bytes(path, text.getBytes(StandardCharsets.UTF_8));
  }

  static BundleEntry script(String path, String text) {
    return new BundleEntry(
        new BundlePath(path),
        true,
        new Source.Made(new Blob(text.getBytes(StandardCharsets.UTF_8))));
  }

  static BundleEntry bytes(String path, byte[] content) {
    return made(path, new Blob(content));
  }

  static BundleEntry made(String path, Blob content) {
    return new BundleEntry(new BundlePath(path), false, new Source.Made(content));
  }

  static BundleEntry kept(String path, ContentStore store, LockedFile file) {
    return new BundleEntry(
        new BundlePath(path), false, new Source.Kept(store.path(file.sha256()), file.sha256()));
  }

  static BundleEntry artifact(ContentStore store, LockedArtifact artifact) {
    return new BundleEntry(
        new BundlePath(BundleLayout.FILES + artifact.name()),
        artifact.executable(),
        new Source.Kept(store.path(artifact.file().sha256()), artifact.file().sha256()));
  }

  @Override
  public int compareTo(BundleEntry other) {
    return path.compareTo(other.path);
  }
}
