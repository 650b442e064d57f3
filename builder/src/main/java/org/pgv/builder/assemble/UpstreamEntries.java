package org.pgv.builder.assemble;

import java.util.ArrayList;
import java.util.List;
import org.pgv.builder.lock.ProvenDebs;
import org.pgv.builder.lock.ProvenRpms;
import org.pgv.builder.proof.PackageSignatures;
import org.pgv.manifests.bundle.BundleLayout;
import org.pgv.manifests.lock.LockedFile;
import org.pgv.manifests.manifest.AptSuites;
import org.pgv.manifests.manifest.KeyFile;
import org.pgv.manifests.manifest.ManifestDocument;
import org.pgv.manifests.manifest.Repodata;
import org.pgv.manifests.store.ContentStore;
import org.pgv.mirror.rpm.repomd.Repomd;
import org.pgv.mirror.upstream.apt.LockedSuites;
import org.pgv.mirror.upstream.repomd.LockedRepositories;

/** What proves where a bundle's packages come from. */
final class UpstreamEntries {
  private UpstreamEntries() {}

  /** The keys that were pinned. */
  static List<BundleEntry> keys(ManifestDocument document) {
    List<BundleEntry> entries = new ArrayList<>();
    for (KeyFile key : document.files().keys()) {
      entries.add(BundleEntry.text(BundleLayout.UPSTREAM + "keys/" + key.name(), key.armored()));
    }
    return entries;
  }

  /** The signed indices of suites and the package indices they vouch for. */
  static List<BundleEntry> of(ProvenDebs debs, ManifestDocument document, ContentStore store) {
    List<BundleEntry> entries = new ArrayList<>();
    for (LockedSuites.Proven suite : debs.suites()) {
      String folder = BundleLayout.UPSTREAM + suite.suite().repository() + "/";
      LockedFile signed = suite.suite().signed().file();
      entries.add(BundleEntry.made(folder + signed.path(), suite.index()));
      suite
          .suite()
          .signed()
          .signature()
          .ifPresent(
              file ->
                  entries.add(
                      BundleEntry.made(folder + file.path(), suite.signature().orElseThrow())));
      for (LockedFile index : suite.suite().indices()) {
        entries.add(BundleEntry.kept(folder + index.path(), store, index));
      }
    }
    String expired = expired(debs, document);
    if (!expired.isEmpty()) {
      entries.add(BundleEntry.text(BundleLayout.UPSTREAM + "NOT-AFTER.txt", expired));
    }
    return entries;
  }

  /** One line for every index that the manifest takes beyond the time it gives itself. */
  private static String expired(ProvenDebs debs, ManifestDocument document) {
    StringBuilder text = new StringBuilder();
    for (LockedSuites.Proven one : debs.suites()) {
      AptSuites suites = (AptSuites) document.repository(one.suite().repository()).content();
      if (suites.notAfter().isPresent() && one.validUntil().isPresent()) {
        line(
            text,
            one.suite().repository() + " " + one.suite().suite(),
            "valid until "
                + one.validUntil().get()
                + "; the manifest takes it until "
                + suites.notAfter().get());
      }
    }
    return text.toString();
  }

  /** What repositories say of their packages, its signatures, and what is not signed. */
  static List<BundleEntry> of(
      ProvenRpms rpms, List<PackageSignatures.Checked> checked, ContentStore store) {
    List<BundleEntry> entries = new ArrayList<>();
    for (LockedRepositories.Proven one : rpms.repositories()) {
      String folder = BundleLayout.UPSTREAM + one.repository().name() + "/";
      entries.add(BundleEntry.made(folder + Repomd.PATH, one.repomd()));
      one.signature()
          .ifPresent(it -> entries.add(BundleEntry.made(folder + Repomd.SIGNATURE_PATH, it)));
      for (LockedFile index : one.suite().indices()) {
        entries.add(BundleEntry.kept(folder + index.path(), store, index));
      }
    }
    String unsigned = unsigned(rpms, checked);
    if (!unsigned.isEmpty()) {
      entries.add(BundleEntry.text(BundleLayout.UPSTREAM + "UNSIGNED.txt", unsigned));
    }
    return entries;
  }

  /** One line for everything that the manifest takes without a signature. */
  private static String unsigned(ProvenRpms rpms, List<PackageSignatures.Checked> checked) {
    StringBuilder text = new StringBuilder();
    for (LockedRepositories.Proven one : rpms.repositories()) {
      ((Repodata) one.repository().content())
          .unsigned()
          .metadata()
          .ifPresent(why -> line(text, "index of " + one.repository().name(), why));
    }
    for (PackageSignatures.Checked one : checked) {
      one.unsigned().ifPresent(why -> line(text, one.description().nevra().toString(), why));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String what, String why) {
    text.append(what).append(": ").append(why).append('\n');
  }
}
