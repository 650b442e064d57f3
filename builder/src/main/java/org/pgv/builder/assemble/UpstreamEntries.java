package org.pgv.builder.assemble;

import java.util.ArrayList;
import java.util.List;
import org.pgv.builder.lock.ProvenDebs;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.manifest.KeyFile;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.store.ContentStore;
import org.pgv.mirror.upstream.apt.LockedSuites;

/** What proves where a bundle's packages come from. */
final class UpstreamEntries {
  private UpstreamEntries() {}

  /** The keys that were pinned. */
  static List<BundleEntry> keys(ManifestDocument document) {
    List<BundleEntry> entries = new ArrayList<>();
    for (KeyFile key : document.keyFiles()) {
      entries.add(BundleEntry.text(BundleLayout.UPSTREAM + "keys/" + key.name(), key.armored()));
    }
    return entries;
  }

  /** The signed indices of suites and the package indices they vouch for. */
  static List<BundleEntry> of(ProvenDebs debs, ContentStore store) {
    List<BundleEntry> entries = new ArrayList<>();
    for (LockedSuites.Proven suite : debs.suites()) {
      String folder = BundleLayout.UPSTREAM + suite.suite().repository() + "/";
      LockedFile signed = suite.suite().signed().file();
      entries.add(BundleEntry.text(folder + signed.path(), suite.inRelease()));
      for (LockedFile index : suite.suite().indices()) {
        entries.add(BundleEntry.kept(folder + index.path(), store, index));
      }
    }
    return entries;
  }
}
