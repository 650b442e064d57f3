package org.pgv.builder.assemble;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.pgv.builder.proof.PackageSignatures;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.lock.LockedPackage;
import org.pgv.manifests.store.ContentStore;
import org.pgv.mirror.rpm.repomd.ListedPackage;
import org.pgv.mirror.rpm.repomd.Repomd;
import org.pgv.mirror.rpm.repomd.RepomdWriter;

/** The bundle's own dnf repository. Packages keep the signatures of those who made them. */
final class RpmRepositoryEntries {
  private RpmRepositoryEntries() {}

  static List<BundleEntry> of(
      List<PackageSignatures.Checked> packages,
      List<RepomdWriter.Extra> extra,
      ContentStore store,
      Instant date,
      Signing signing) {
    List<BundleEntry> entries = new ArrayList<>();
    List<ListedPackage> listed = new ArrayList<>();
    for (PackageSignatures.Checked one : packages) {
      LockedPackage locked = one.proven().locked();
      String place = place(locked);
      LockedFile file = new LockedFile(place, locked.file().size(), locked.file().sha256());
      listed.add(new ListedPackage(one.description(), file, date));
      entries.add(BundleEntry.kept(BundleLayout.REPOSITORY + place, store, locked.file()));
    }
    SequencedMap<String, byte[]> metadata = RepomdWriter.write(listed, extra, date);
    metadata.forEach(
        (path, content) -> entries.add(BundleEntry.bytes(BundleLayout.REPOSITORY + path, content)));
    byte[] repomd = Objects.requireNonNull(metadata.get(Repomd.PATH));
    entries.add(
        BundleEntry.text(
            BundleLayout.REPOSITORY + Repomd.SIGNATURE_PATH,
            signing.key().signDetached(repomd, signing.at())));
    return entries;
  }

  /** Repositories may have files of one name, so each gets a folder of its own. */
  private static String place(LockedPackage locked) {
    String path = locked.file().path();
    return "Packages/"
        + locked.origin().repository()
        + "/"
        + path.substring(path.lastIndexOf('/') + 1);
  }
}
